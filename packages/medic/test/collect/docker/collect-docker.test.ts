import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectDocker, dockerQuestion } from '../../../src/collect/docker/collect-docker.ts';
import type { DockerFacts, ProgramFacts } from '../../../src/model/index.ts';
import { createFakeHome, plainRedactor } from '../fake-home.ts';

const fake = createFakeHome();

function ask(script: string, limitMs: number = 3000): Promise<DockerFacts> {
  const bin = fake.write(`${Math.random().toString(36).slice(2)}/docker`, `#!/bin/sh\n${script}\n`, 0o755);
  const roots = fake.roots({ env: { PATH: path.dirname(bin) } });
  return collectDocker({ engine: 'docker', image: 'mcp/server', port: 8000 }, roots, plainRedactor, limitMs);
}

const CLIENT = `echo '{"Client":{"Version":"28.2.2","Context":"default"},"Server":null}'`;

describe.skipIf(process.platform === 'win32')('collectDocker', () => {
  it.each([
    [
      'a daemon that is down',
      `${CLIENT}; echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2; exit 1`,
      'down',
    ],
    ['a socket without permission', `${CLIENT}; echo "permission denied while trying to connect to the Docker daemon socket" >&2; exit 1`, 'no-permission'],
    ['something else', 'echo "unknown flag" >&2; exit 2', 'unknown'],
    ['an engine that is up', 'case "$1" in version) echo \'{"Client":{"Context":"x"},"Server":{}}\';; *) exit 1;; esac', 'up'],
  ])('tells %s', async (_what, script, daemon) => {
    expect((await ask(script)).daemon).toBe(daemon);
  });

  it('gives up on an engine that does not answer', async () => {
    expect(await ask('exec /bin/sleep 60', 200)).toMatchObject({ daemon: 'unknown', containers: [], detail: expect.stringContaining('in time') });
  });

  it('lists image and containers of the port', async () => {
    const script = `case "$1" in
      version) echo '{"Client":{"Context":"colima"},"Server":{}}';;
      image) [ "$5" = mcp/server ] && echo sha256:1;;
      ps) echo '{"Names":"app","Image":"a","Ports":"0.0.0.0:8000->80/tcp"}'; echo '{"Names":"db","Image":"b","Ports":"5432/tcp"}'; echo '{"Names":"r","Image":"c","Ports":"7990-8010/tcp"}'; echo '{"Names":"s","Image":"mcp/server:latest","Ports":""}'; echo junk;;
    esac`;
    expect(await ask(script)).toMatchObject({
      daemon: 'up',
      context: 'colima',
      image: { name: 'mcp/server', present: true },
      containers: [{ name: 'app', image: 'a', ports: '0.0.0.0:8000->80/tcp' }, { name: 'r' }, { name: 's' }],
    });
  });

  it('tells a missing CLI', async () => {
    expect(await collectDocker({ engine: 'docker' }, fake.roots(), plainRedactor)).toEqual({ engine: 'docker', daemon: 'no-cli', containers: [] });
  });
});

describe('dockerQuestion', () => {
  const http = (url: string): ReturnType<typeof dockerQuestion> => dockerQuestion({ transport: 'http', url, headers: {}, limitMs: 1, proxyEnv: {} }, undefined);

  it.each([
    ['http://localhost:8000/mcp', { engine: 'docker', port: 8000 }],
    ['http://127.0.0.1/mcp', { engine: 'docker', port: 80 }],
    ['http://api:3000/mcp', { engine: 'docker', host: 'api', port: 3000 }],
    ['https://example.com/mcp', undefined],
    ['not a url', undefined],
  ])('of %s', (url, expected) => {
    expect(http(url)).toEqual(expected);
  });

  it('of a docker command, with the variables that choose the engine', () => {
    const plan = fake.plan('/usr/bin/docker', [], { env: { DOCKER_HOST: 'tcp://x', SECRET: 'y' } });
    const program: ProgramFacts = {
      command: 'docker',
      kind: 'bare-name',
      searched: [],
      searchedFrom: '',
      elsewhere: [],
      paths: [],
      container: { engine: 'docker', image: 'img', interactive: true, tty: false, detached: false, published: [], usesLocalhost: [] },
    };
    expect(dockerQuestion(plan, program)).toEqual({ engine: 'docker', image: 'img', env: { DOCKER_HOST: 'tcp://x' } });
    expect(dockerQuestion(fake.plan('node'), undefined)).toBeUndefined();
  });
});
