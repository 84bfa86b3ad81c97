import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readComposeFile } from '../../../src/collect/docker/compose.ts';
import { judgeDaemon, readContainers } from '../../../src/collect/docker/engine-answers.ts';
import { createFakeHome } from '../fake-home.ts';

const fake = createFakeHome();
const COMPOSE = `
services:
  web:
    image: x
    ports: ["8080:80", {target: 8000, published: 9000, host_ip: 127.0.0.1, protocol: tcp}]
  inner:
    expose: [8000, "9001"]
  hidden:
    command: ["serve", "--port", "8000"]
  env:
    environment: {PORT: 8000}
  named:
    container_name: other
  broken: 7
`;

describe('readComposeFile', () => {
  it.each([
    ['a port', { port: 8000 }, ['web', 'inner', 'hidden', 'env']],
    ['a published port', { port: 8080 }, ['web']],
    ['a host', { host: 'inner' }, ['inner']],
    ['the name of a container', { host: 'other' }, ['named']],
    ['nothing in particular', {}, ['web', 'inner', 'hidden', 'env', 'named']],
  ])('finds services by %s', async (_what, question, names) => {
    const file = fake.write('project/docker-compose.yml', COMPOSE);
    const compose = await readComposeFile(fake.project, question);
    expect(compose?.file).toBe(file);
    expect(compose?.services.map((service) => service.name)).toEqual(names);
  });

  it('writes long ports like short ones', async () => {
    const compose = await readComposeFile(fake.project, { host: 'web' });
    expect(compose?.services[0]).toEqual({ name: 'web', ports: ['8080:80', '127.0.0.1:9000:8000/tcp'], expose: [] });
  });

  it.each([
    ['no file', undefined],
    ['broken YAML', 'services: ["'],
    ['a list', '- 1'],
    ['services of another kind', 'services: 5'],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 8 }, (_unused, index) => `b${index}: &b${index} [${Array.from({ length: 9 }, () => (index === 0 ? '*a' : `*b${index - 1}`)).join(',')}]`).join('\n')}\nservices: *b7\n`,
    ],
  ])('finds nothing in %s', async (what, text) => {
    const folder = `compose-${what.replaceAll(' ', '-')}`;
    if (text !== undefined) fake.write(`${folder}/compose.yaml`, text);
    expect(await readComposeFile(path.join(fake.root, folder), {})).toBeUndefined();
  });
});

describe('what podman prints', () => {
  it('counts as up without a server half', () => {
    expect(judgeDaemon({ state: 'ended', code: 0, stdout: '{"Client":{"Version":"5"}}', stderr: '' })).toEqual({ daemon: 'up' });
  });

  it('lists containers as one array', () => {
    const text = JSON.stringify([
      { Names: ['box'], Image: 'docker.io/library/x:latest', Ports: [{ host_ip: '', container_port: 80, host_port: 8000, protocol: 'tcp' }] },
    ]);
    expect(readContainers(text, { image: 'x' })).toEqual([{ name: 'box', image: 'docker.io/library/x:latest', ports: '0.0.0.0:8000->80/tcp' }]);
    expect(readContainers('[broken', {})).toEqual([]);
  });
});
