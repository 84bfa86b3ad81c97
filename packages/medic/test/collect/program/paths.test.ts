import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectProgram } from '../../../src/collect/program/collect-program.ts';
import type { PathFacts } from '../../../src/model/index.ts';
import { createFakeHome, plainRedactor } from '../fake-home.ts';

const fake = createFakeHome();
const { home, project } = fake;
fake.write('project/dist/index.js', '');
fake.write('project/src/main.ts', '');
fake.write('project/Server.py', '');
fake.write('project/my-server/run.mjs', '');
fake.write('home/.cursor/beside.js', '');
fake.write('home/tools/thing.js', '');
fake.write('project/bare/package.json', '{"dependencies":{"zod":"3"}}');
fake.write('project/bare/dist/index.js', '');
fake.write('project/full/package.json', '{"dependencies":{"zod":"3"}}');
fake.write('project/full/index.js', '');
mkdirSync(path.join(project, 'full/node_modules'));

async function collect(
  command: string,
  args: readonly string[],
  effective: Parameters<typeof fake.facts>[0] = {},
  env: Record<string, string> = {},
): Promise<readonly PathFacts[]> {
  const plan = fake.plan(command, args, { env: { PATH: '', ...env } });
  return (await collectProgram(plan, fake.facts(effective), fake.roots(), plainRedactor)).paths;
}

describe('which arguments are paths', () => {
  it.each([
    ['a script and data', 'node', ['/x/server.js', '/data', '--config=/etc/none.json'], ['/x/server.js', '/data', '/etc/none.json'], [true, false, false]],
    ['flags of node before the script', 'node', ['--import', './hook.mjs', '--no-warnings', 'server.js', '-v'], ['./hook.mjs', 'server.js'], [false, true]],
    ['a module is no file', 'python3', ['-m', 'server.main'], [], []],
    ['inline code is no file', 'node', ['-e', 'require("/x/y.js")'], [], []],
    ['a package is none, its arguments may be', 'npx', ['-y', '@scope/name@1.0', '/Users/me/docs'], ['/Users/me/docs'], [false]],
    ['a script run by a package', 'npx', ['tsx', 'src/index.ts'], ['src/index.ts'], [true]],
    ['uv with a folder', 'uv', ['--directory', '/srv/app', 'run', 'server.py'], ['/srv/app', 'server.py'], [false, true]],
    ['uv run python', 'uv', ['run', '--with', 'mcp', 'python', 'server.py'], ['server.py'], [true]],
    ['java -jar', 'java', ['-Xmx1g', '-jar', 'server.jar', '--port=8'], ['server.jar'], [true]],
    ['cmd /c node', 'cmd', ['/c', 'node', './server.js'], ['./server.js'], [true]],
    ['bun and deno', 'deno', ['run', '-A', '--config', 'deno.json', 'main.ts'], ['deno.json', 'main.ts'], [false, true]],
    [
      'URLs, headers, routes, globs, JSON',
      'npx',
      ['mcp-remote', 'https://x.dev/mcp', '--header', 'Authorization: Bearer a/b', '--path', '/mcp', 'src/**/*.ts', '{"a":"/b"}', 'owner/repo'],
      [],
      [],
    ],
  ])('%s', async (_what, command, args, written, isScript) => {
    const paths = await collect(command, args);
    expect(paths.map((fact) => fact.written)).toEqual(written);
    expect(paths.map((fact) => fact.isScript)).toEqual(isScript);
  });

  it('takes path-like values of the entry’s own variables', async () => {
    const env = { KEY_FILE: '/nowhere/key.json', LIST_PATH: '/a:/b', NAME: 'x/y', FOREIGN: '/not/ours' };
    const paths = await collect('tool', [], { env: { KEY_FILE: '', LIST_PATH: '', NAME: '' } }, env);
    expect(paths.map(({ from, key, exists }) => [from, key, exists])).toEqual([['env', 'KEY_FILE', false]]);
  });

  it('looks at the written cwd', async () => {
    expect(await collect('tool', [], { cwd: '/nowhere' })).toMatchObject([
      { from: 'cwd', resolved: '/nowhere', relative: false, exists: false, errno: 'ENOENT' },
    ]);
  });
});

describe('what a missing path may mean', () => {
  it.each([
    ['the build output of the source', 'build/index.js', { near: 'dist/index.js' }],
    ['source for output', 'dist/main.js', { near: 'src/main.ts' }],
    ['other case', 'server.py', { near: 'Server.py' }],
    ['another extension', 'dist/index.mjs', { near: 'dist/index.js' }],
    ['a misspelt folder', 'my_server/run.mjs', { near: 'my-server/run.mjs' }],
    ['a misspelt name', 'my-server/rum.mjs', { near: 'my-server/run.mjs' }],
    ['the folder of the config file', './beside.js', { existsFrom: path.join(home, '.cursor/beside.js') }],
    ['home', 'tools/thing.js', { existsFrom: path.join(home, 'tools/thing.js') }],
    ['home behind a tilde', '~/tools/thing.js', { existsFrom: path.join(home, 'tools/thing.js') }],
    ['nothing', 'quite/other.js', {}],
  ])('%s', async (_what, written, expected) => {
    const [fact] = await collect('node', [written]);
    const near = fact?.near === undefined ? {} : { near: path.relative(project, fact.near) };
    const from = fact?.existsFrom === undefined ? {} : { existsFrom: fact.existsFrom };
    expect(fact).toMatchObject({ exists: false, relative: true, errno: expect.stringMatching(/^ENO/) });
    expect({ ...near, ...from }).toEqual(expected);
  });
});

describe('scripts', () => {
  it.each([
    ['dependencies without node_modules', 'bare/dist/index.js', { exists: true, missingDependencies: true }],
    ['dependencies that are installed', 'full/index.js', { exists: true, missingDependencies: false }],
    ['a name without extension, as node takes it', 'full/index', { exists: true, type: 'file' }],
  ])('%s', async (_what, written, expected) => {
    const [fact] = await collect('node', [written]);
    expect(fact).toMatchObject(expected);
  });

  it('says nothing about dependencies of a script without a package', async () => {
    const [fact] = await collect('node', ['dist/index.js']);
    expect(fact).toMatchObject({ exists: true });
    expect(fact).not.toHaveProperty('missingDependencies');
  });
});
