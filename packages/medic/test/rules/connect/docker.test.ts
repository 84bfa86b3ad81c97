import { describe, expect, test } from 'vitest';
import { rule as localhost } from '../../../src/rules/connect/container-localhost.ts';
import { rule as localhostText } from '../../../src/rules/connect/container-localhost-text.ts';
import { rule as localhostUrl } from '../../../src/rules/connect/container-localhost-url.ts';
import { rule as down } from '../../../src/rules/connect/docker-daemon-down.ts';
import { rule as unpublished } from '../../../src/rules/connect/docker-port-unpublished.ts';
import { rule as unpublishedText } from '../../../src/rules/connect/docker-port-unpublished-text.ts';
import { rule as flags } from '../../../src/rules/connect/docker-stdio-flags.ts';
import { rule as flagsText } from '../../../src/rules/connect/docker-stdio-flags-text.ts';
import type { DockerFacts, NetworkFacts, ProgramFacts } from '../../../src/model/index.ts';
import { CONNECTED, failed, http, stdio } from '../facts.ts';
import { editsOf, entryOf, exited, judgePasted, judgeScene } from '../startup-kit.ts';

const UP: DockerFacts = { engine: 'docker', cli: '/usr/bin/docker', daemon: 'up', containers: [] };
const DOWN: DockerFacts = { ...UP, daemon: 'down', detail: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' };
const URL_ENTRY = {
  written: { url: 'http://localhost:3000/mcp' },
  effective: { transport: 'http', url: 'http://localhost:3000/mcp', connectMs: 30_000 },
} as const;
const refused = http(failed('tcp', 3), { url: 'http://localhost:3000/mcp' });
const NETWORK: NetworkFacts = {
  host: 'localhost',
  port: 3000,
  isLoopback: true,
  isPrivate: false,
  dns: { ms: 1, addresses: [] },
  tcp: [{ address: '127.0.0.1', family: 4, state: 'refused', errno: 'ECONNREFUSED', ms: 1 }],
};

function container(more: Partial<NonNullable<ProgramFacts['container']>> = {}): Partial<ProgramFacts> {
  return {
    command: 'docker',
    container: { engine: 'docker', image: 'acme/notes', interactive: true, tty: false, detached: false, published: [], usesLocalhost: [], ...more },
  };
}

describe('docker-daemon-down', () => {
  test('an entry that starts a container', () => {
    expect(
      judgeScene([down], { docker: DOWN, program: container(), session: exited('docker: Cannot connect to the Docker daemon', { code: 125 }) }),
    ).toMatchObject([{ confidence: 'confirmed', fixes: [{ steps: [{ command: ['sudo', 'systemctl', 'start', 'docker'] }, {}] }] }]);
    expect(judgeScene([down], { host: { platform: 'darwin' }, docker: DOWN, program: container(), session: exited('x') })[0]?.fixes[0]?.steps[0]).toMatchObject(
      { command: ['open', '-a', 'Docker'] },
    );
  });

  test('a URL whose port a Compose service publishes', () => {
    const compose = { file: '/p/compose.yaml', services: [{ name: 'notes', ports: ['3000:3000'], expose: [] }] };
    expect(judgeScene([down], { docker: { ...DOWN, compose }, network: NETWORK, session: refused, entry: URL_ENTRY })).toMatchObject([
      { confidence: 'likely' },
    ]);
    expect(judgeScene([down], { docker: DOWN, network: NETWORK, session: refused, entry: URL_ENTRY })).toEqual([]);
  });

  test.each([
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'failed to connect to the docker API at unix:///run/docker.sock; check if the path is correct and if the daemon is running',
    'error during connect: Get "http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/_ping": open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.',
    'Cannot connect to Podman. Please verify your connection to the Linux system',
  ])('text: %s', (text) => {
    expect(judgePasted([down], text)).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test('not when the engine is up, nor for servers without a container, nor healthy ones', () => {
    expect(judgeScene([down], { docker: UP, program: container(), session: exited('boom') })).toEqual([]);
    expect(judgeScene([down], { docker: DOWN, session: exited('boom') })).toEqual([]);
    expect(judgeScene([down], { docker: DOWN, program: container(), session: stdio(CONNECTED) })).toEqual([]);
    expect(judgePasted([down], 'Docker Desktop is starting')).toEqual([]);
  });
});

describe('docker-stdio-flags', () => {
  test.each([
    ['no -i', container({ interactive: false }), exited('', { code: 0 }), ['run', '--rm', 'acme/notes'], 'confirmed'],
    ['no -i, silent', container({ interactive: false }), stdio(failed('silence')), ['run', '--rm', 'acme/notes'], 'confirmed'],
    ['no -i, crashed', container({ interactive: false }), exited('boom', { code: 1 }), ['run', '--rm', 'acme/notes'], 'likely'],
    ['-d', container({ detached: true }), exited('', { code: 0 }), ['run', '-d', '-i', 'acme/notes'], 'confirmed'],
    ['-it', container({ tty: true }), exited('the input device is not a TTY', { code: 1 }), ['run', '-it', '--rm', 'acme/notes'], 'confirmed'],
  ])('%s', (_name, program, session, args, confidence) => {
    expect(judgeScene([flags], { program, session, docker: UP, entry: entryOf('docker', args) })).toMatchObject([
      { cause: 'docker-stdio-flags', confidence, fixes: [{ safety: 'safe' }] },
    ]);
  });

  test('edits exactly what is wrong', () => {
    const fix = (args: readonly string[], more: Partial<NonNullable<ProgramFacts['container']>>): unknown =>
      editsOf(
        judgeScene([flags], {
          program: container(more),
          session: exited('the input device is not a TTY', { code: 1 }),
          docker: UP,
          entry: entryOf('docker', args),
        })[0],
      );
    expect(fix(['run', '-it', '--rm', 'acme/notes', '-t'], { tty: true })).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args', 1], value: '-i' }]);
    expect(fix(['run', '--rm', 'acme/notes'], { interactive: false, tty: true })).toEqual([
      { op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['run', '-i', '--rm', 'acme/notes'] },
    ]);
    expect(fix(['run', '-e', 'KEY=[redacted, 9 chars]', '-it', 'acme/notes'], { tty: true })).toEqual([
      { op: 'set', at: ['mcpServers', 'notes', 'args', 3], value: '-i' },
    ]);
    expect(fix(['run', '-e', 'KEY=[redacted, 9 chars]', 'acme/notes'], { interactive: false, tty: true })).toEqual([]);
  });

  test.each([
    ['the right flags', container(), exited('boom', { code: 1 }), UP],
    ['the engine failed', container({ interactive: false }), exited('docker: invalid reference format', { code: 125 }), UP],
    ['the engine is down', container({ interactive: false }), exited('', { code: 1 }), DOWN],
    ['it connects all the same', container({ interactive: false }), stdio(CONNECTED), UP],
    ['no container', {}, exited('', { code: 0 }), UP],
  ])('not: %s', (_name, program, session, docker) => {
    expect(judgeScene([flags], { program, session, docker })).toEqual([]);
  });

  test('text', () => {
    expect(judgePasted([flagsText], 'the input device is not a TTY')).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgePasted([flagsText], 'notes-1  | Notes server running on stdio\nnotes-1 exited with code 0')).toMatchObject([{ confidence: 'likely' }]);
    expect(judgePasted([flagsText], '$ docker run --rm acme/notes\nMCP error -32000: Connection closed')).toMatchObject([{ confidence: 'likely' }]);
    for (const text of ['Notes server running on stdio', 'notes-1 exited with code 0', '$ docker run -i --rm acme/notes\nMCP error -32000: Connection closed'])
      expect(judgePasted([flagsText], text)).toEqual([]);
  });
});

describe('container-localhost', () => {
  const args = ['run', '-i', '--rm', '-e', 'DB=postgres://localhost:5432/x', 'acme/notes'];
  const program = container({ usesLocalhost: ['DB=postgres://localhost:5432/x'] });
  const session = exited('Error: connect ECONNREFUSED 127.0.0.1:5432');

  test('names the machine, and on Linux gives it the name', () => {
    const [hit] = judgeScene([localhost], { program, session, entry: entryOf('docker', args) });
    expect(hit).toMatchObject({ confidence: 'confirmed', fixes: [{ safety: 'review' }] });
    expect(editsOf(hit)).toEqual([
      {
        op: 'set',
        at: ['mcpServers', 'notes', 'args'],
        value: ['run', '--add-host=host.docker.internal:host-gateway', '-i', '--rm', '-e', 'DB=postgres://host.docker.internal:5432/x', 'acme/notes'],
      },
    ]);
    expect(editsOf(judgeScene([localhost], { host: { platform: 'darwin' }, program, session, entry: entryOf('docker', args) })[0])).toEqual([
      { op: 'set', at: ['mcpServers', 'notes', 'args', 4], value: 'DB=postgres://host.docker.internal:5432/x' },
    ]);
  });

  test('not without a refused connection, on the host network, or when healthy', () => {
    expect(judgeScene([localhost], { program, session: exited('KeyError: TOKEN'), entry: entryOf('docker', args) })).toEqual([]);
    expect(
      judgeScene([localhost], { program: container({ usesLocalhost: ['x=localhost'], network: 'host' }), session, entry: entryOf('docker', args) }),
    ).toEqual([]);
    expect(judgeScene([localhost], { program, session: stdio(CONNECTED), entry: entryOf('docker', args) })).toEqual([]);
  });

  test('a URL from inside a container, and one that only containers know', () => {
    const inside = judgeScene([localhostUrl], {
      host: { isContainer: true },
      session: refused,
      entry: URL_ENTRY,
      network: { ...NETWORK, otherNames: [{ name: 'host.docker.internal', state: 'open' }] },
    });
    expect(inside).toMatchObject([{ confidence: 'confirmed' }]);
    expect(editsOf(inside[0])).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'url'], value: 'http://host.docker.internal:3000/mcp' }]);
    const outside = { written: { url: 'http://notes:3000/mcp' }, effective: { transport: 'http', url: 'http://notes:3000/mcp', connectMs: 30_000 } } as const;
    const network: NetworkFacts = {
      ...NETWORK,
      host: 'notes',
      isLoopback: false,
      dns: { ms: 1, addresses: [], errno: 'ENOTFOUND' },
      tcp: [],
      otherNames: [{ name: '127.0.0.1', state: 'open' }],
    };
    const docker = { ...UP, compose: { file: '/p/compose.yaml', services: [{ name: 'notes', ports: ['3000:3000'], expose: [] }] } };
    expect(judgeScene([localhostUrl], { session: http(failed('dns', 3), { url: 'http://notes:3000/mcp' }), entry: outside, network, docker })).toMatchObject([
      { confidence: 'confirmed' },
    ]);
    expect(judgeScene([localhostUrl], { session: http(failed('dns', 3), { url: 'http://notes:3000/mcp' }), entry: outside, network })).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  test('a URL, not: nothing open under another name, or no container at all', () => {
    expect(
      judgeScene([localhostUrl], {
        host: { isContainer: true },
        session: refused,
        entry: URL_ENTRY,
        network: { ...NETWORK, otherNames: [{ name: 'host.docker.internal', state: 'refused' }] },
      }),
    ).toEqual([]);
    expect(
      judgeScene([localhostUrl], {
        session: refused,
        entry: URL_ENTRY,
        network: { ...NETWORK, otherNames: [{ name: 'host.docker.internal', state: 'open' }] },
      }),
    ).toEqual([]);
  });

  test('text', () => {
    expect(judgePasted([localhostText], 'getaddrinfo ENOTFOUND host.docker.internal')).toMatchObject([{ confidence: 'likely' }]);
    expect(judgePasted([localhostText], '$ docker run -i acme/notes\nError: connect ECONNREFUSED 127.0.0.1:5432')).toMatchObject([{ confidence: 'likely' }]);
    for (const text of ['connect ECONNREFUSED 127.0.0.1:5432', 'http://host.docker.internal:3000 answered 200', 'getaddrinfo ENOTFOUND api.example.com'])
      expect(judgePasted([localhostText], text)).toEqual([]);
  });
});

describe('docker-port-unpublished', () => {
  const running = (ports: string): DockerFacts => ({ ...UP, containers: [{ name: 'p-notes-1', image: 'acme/notes', ports }] });

  test('not published, or under another number', () => {
    expect(judgeScene([unpublished], { session: refused, entry: URL_ENTRY, network: NETWORK, docker: running('3000/tcp') })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ id: 'publish-port', safety: 'manual' }] },
    ]);
    const [hit] = judgeScene([unpublished], {
      session: refused,
      entry: URL_ENTRY,
      network: NETWORK,
      docker: running('0.0.0.0:8080->3000/tcp, [::]:8080->3000/tcp'),
    });
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'url'], value: 'http://localhost:8080/mcp' }]);
  });

  test.each([
    ['published as itself', { docker: running('0.0.0.0:3000->3000/tcp') }],
    ['another port', { docker: running('9000/tcp') }],
    ['no container', { docker: UP }],
    ['another host', { docker: running('3000/tcp'), network: { ...NETWORK, isLoopback: false } }],
    ['a server that answers', { docker: running('3000/tcp'), session: http(CONNECTED) }],
  ])('not: %s', (_name, scene) => {
    expect(judgeScene([unpublished], { session: refused, entry: URL_ENTRY, network: NETWORK, ...scene })).toEqual([]);
  });

  test('text needs both', () => {
    const list = 'CONTAINER ID   IMAGE        PORTS      NAMES\n0a1b2c3d4e5f   acme/notes   3000/tcp   notes';
    expect(judgePasted([unpublishedText], `connect ECONNREFUSED 127.0.0.1:3000\n${list}`)).toMatchObject([{ confidence: 'likely' }]);
    expect(judgePasted([unpublishedText], 'connect ECONNREFUSED 127.0.0.1:3000\nacme/notes 0.0.0.0:8080->3000/tcp')).toMatchObject([
      { title: 'Port 3000 is published as 8080' },
    ]);
    for (const text of [list, 'connect ECONNREFUSED 127.0.0.1:3000', `connect ECONNREFUSED 127.0.0.1:3000\nacme/notes 0.0.0.0:3000->3000/tcp`])
      expect(judgePasted([unpublishedText], text)).toEqual([]);
  });
});
