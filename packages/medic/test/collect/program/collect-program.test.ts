import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectProgram } from '../../../src/collect/program/collect-program.ts';
import type { ProgramFacts, Roots, StdioPlan } from '../../../src/model/index.ts';
import { createFakeHome, plainRedactor } from '../fake-home.ts';

const fake = createFakeHome();
const { home, project, root } = fake;
const bin = (name: string): string => path.join(root, 'bin', name);
fake.write('bin/tool', '#!/bin/sh\n', 0o755);
fake.write('bin/locked', '#!/bin/sh\n', 0o644);
fake.write('bin/folder/x');
fake.write('bin/my tool', '#!/bin/sh\n', 0o755);
fake.write('home/.nvm/versions/node/v20.1.0/bin/node', '', 0o755);
fake.write('home/.nvm/versions/node/v22.11.0/bin/node', '', 0o755);
fake.write('home/.nvm/versions/node/v9.0.0/bin/npx', '', 0o755);
fake.write('home/.local/bin/uvx', '', 0o755);
fake.link('home/.volta/bin/uvx', path.join(home, '.local/bin/uvx'));
fake.write('terminal/uvx', '', 0o755);
fake.write('project/start', '#!/bin/sh\n', 0o755);
fake.write('home/run.sh', '#!/bin/sh\n', 0o755);

function collect(plan: StdioPlan, roots: Partial<Roots> = {}, effective: Parameters<typeof fake.facts>[0] = {}): Promise<ProgramFacts> {
  return collectProgram(plan, fake.facts(effective), fake.roots(roots), plainRedactor);
}

describe('where the client finds the command', () => {
  it.each([
    ['a bare name on the PATH', 'tool', 'bare-name', bin('tool')],
    ['a bare name that is nowhere', 'nothing', 'bare-name', undefined],
    ['a name without execute permission', 'locked', 'bare-name', undefined],
    ['a folder of that name', 'folder', 'bare-name', undefined],
    ['a program whose name has a blank', 'my tool', 'bare-name', bin('my tool')],
    ['a whole command line', 'npx -y server', 'command-line', undefined],
    ['a command line with a path', `${bin('tool')} --flag x`, 'command-line', undefined],
    ['an absolute path', bin('tool'), 'absolute', bin('tool')],
    ['an absolute path that is gone', bin('gone'), 'absolute', undefined],
    ['a relative path counts from the working folder', './start', 'relative', path.join(project, 'start')],
    ['a tilde is not expanded', '~/run.sh', 'tilde', undefined],
  ])('%s', async (_what, command, kind, resolved) => {
    const facts = await collect(fake.plan(command));
    expect([facts.kind, facts.resolved]).toEqual([kind, resolved]);
  });

  it('shows the file that cannot be executed', async () => {
    expect((await collect(fake.plan('locked'))).file).toMatchObject({ path: bin('locked'), exists: true, executable: false, mode: '0644' });
  });

  it('tells an absolute path that is gone, and what stands where ~ points', async () => {
    expect((await collect(fake.plan(bin('gone')))).file).toEqual({ path: bin('gone'), exists: false, errno: 'ENOENT' });
    const tilde = await collect(fake.plan('~/run.sh'));
    expect(tilde.elsewhere[0]?.path).toBe(path.join(home, 'run.sh'));
    expect(tilde.paths).toEqual([expect.objectContaining({ from: 'command', exists: false, existsFrom: path.join(home, 'run.sh') })]);
  });

  it('keeps the order of the PATH', async () => {
    fake.write('first/tool', '', 0o755);
    const folders = [path.join(root, 'first'), path.join(root, 'bin')];
    expect((await collect(fake.plan('tool', [], { searchPath: folders }))).resolved).toBe(path.join(root, 'first/tool'));
  });
});

describe('Windows', () => {
  fake.write('win/npx');
  fake.write('win/npx.cmd');
  fake.write('win/npx.ps1');
  fake.write('win/Node.EXE');
  fake.write('win/only.ps1');
  const windows = { searchPath: [path.join(root, 'win')], env: { Path: '', PATHEXT: '.COM;.EXE;.CMD' } };

  it.each([
    ['npx', 'npx.cmd'],
    ['node', 'Node.EXE'],
    ['npx.cmd', 'npx.cmd'],
    ['only', undefined],
  ])('%s leads to %s', async (command, expected) => {
    const facts = await collect(fake.plan(command, [], windows), { platform: 'win32' });
    expect(facts.resolved).toBe(expected === undefined ? undefined : path.join(root, 'win', expected));
  });

  it('shows a PowerShell script that cannot be started', async () => {
    expect((await collect(fake.plan('only', [], windows), { platform: 'win32' })).file?.path).toBe(path.join(root, 'win', 'only.ps1'));
  });

  it('says nothing about drive letters when Windows is replayed elsewhere', async () => {
    const facts = await collect(fake.plan('C:\\Program Files\\nodejs\\node.exe', ['C:\\server\\index.js'], windows), { platform: 'win32' });
    expect([facts.kind, facts.file, facts.paths]).toEqual(['absolute', undefined, []]);
  });

  it('finds shims of the npm prefix', async () => {
    fake.write('home/AppData/Roaming/npm/some-server.cmd');
    const facts = await collect(fake.plan('some-server', [], windows), { platform: 'win32' });
    expect(facts.elsewhere).toEqual([{ path: path.join(home, 'AppData/Roaming/npm/some-server.cmd'), via: 'npm global prefix' }]);
  });
});

describe('other places', () => {
  it('lists version managers, newest first', async () => {
    expect((await collect(fake.plan('node'))).elsewhere).toEqual([
      { path: path.join(home, '.nvm/versions/node/v22.11.0/bin/node'), via: 'nvm' },
      { path: path.join(home, '.nvm/versions/node/v20.1.0/bin/node'), via: 'nvm' },
    ]);
  });

  it('puts the PATH of the terminal first and counts links once', async () => {
    const facts = await collect(fake.plan('uvx'), { env: { PATH: `${path.join(root, 'terminal')}:${path.join(home, '.volta/bin')}` } });
    expect(facts.elsewhere.map(({ path: file, via }) => [path.relative(root, file), via])).toEqual([
      ['terminal/uvx', 'the PATH of this terminal'],
      ['home/.volta/bin/uvx', 'Volta'],
    ]);
  });

  it('leaves out what the client finds itself', async () => {
    const facts = await collect(fake.plan('uvx', [], { searchPath: [path.join(home, '.local/bin')] }));
    expect([facts.resolved, facts.elsewhere]).toEqual([path.join(home, '.local/bin/uvx'), []]);
  });

  it('looks for the same program when an absolute path is gone', async () => {
    expect((await collect(fake.plan('/nowhere/bin/npx'))).elsewhere).toEqual([{ path: path.join(home, '.nvm/versions/node/v9.0.0/bin/npx'), via: 'nvm' }]);
  });

  it('does not leave an isolated home', async () => {
    const facts = await collect(fake.plan('sh'));
    expect(facts.elsewhere).toEqual([]);
  });

  it('tells the versions of runtimes from their paths', async () => {
    const facts = await collect(fake.plan('node', [], { searchPath: [path.join(home, '.nvm/versions/node/v20.1.0/bin')] }));
    expect(facts.runtimes?.map(({ name, version, via }) => [name, version, via])).toEqual([
      ['node', '20.1.0', "the client's PATH"],
      ['node', '22.11.0', 'nvm'],
    ]);
  });

  it('reads the version of Node from its headers', async () => {
    fake.write('opt/bin/node', '', 0o755);
    fake.write('opt/include/node/node_version.h', '#define NODE_MAJOR_VERSION 16\n#define NODE_MINOR_VERSION 20\n#define NODE_PATCH_VERSION 2\n');
    const facts = await collect(fake.plan('node', [], { searchPath: [path.join(root, 'opt/bin')] }));
    expect(facts.runtimes?.[0]).toMatchObject({ name: 'node', version: '16.20.2' });
  });
});

describe('packages and containers', () => {
  it('finds the package in the npx cache', async () => {
    fake.write('home/.npm/_npx/abc/node_modules/@scope/server/package.json', '{"name":"@scope/server","version":"1.2.3"}');
    expect((await collect(fake.plan('npx', ['-y', '@scope/server']))).package).toEqual({
      runner: 'npx',
      ecosystem: 'npm',
      name: '@scope/server',
      assumesYes: true,
      cached: true,
    });
    expect((await collect(fake.plan('npx', ['@scope/server@1.2.4']))).package).toMatchObject({ version: '1.2.4', assumesYes: false, cached: false });
    expect((await collect(fake.plan('npx', ['-y', '@scope/server@1.2.3']))).package?.cached).toBe(true);
  });

  it('finds the package in the cache of uv', async () => {
    fake.write('home/.cache/uv/wheels-v5/pypi/mcp-server-git/0.6.2-py3-none-any/x');
    expect((await collect(fake.plan('uvx', ['mcp_server_git']))).package).toEqual({
      runner: 'uvx',
      ecosystem: 'pypi',
      name: 'mcp_server_git',
      assumesYes: true,
      cached: true,
    });
    expect((await collect(fake.plan('uvx', ['mcp-server-git==0.6.3']))).package?.cached).toBe(false);
    expect((await collect(fake.plan('uvx', ['--from', 'git+https://example.com/x', 'tool']))).package?.cached).toBeUndefined();
  });

  it('reads docker run and looks at the host side of volumes only', async () => {
    const facts = await collect(fake.plan('docker', ['run', '-i', '--rm', '-v', '/nowhere/data:/data', 'mcp/server', '/data/x.json']));
    expect(facts.container).toMatchObject({ engine: 'docker', image: 'mcp/server', interactive: true, tty: false });
    expect(facts.paths).toEqual([expect.objectContaining({ key: '4', written: '/nowhere/data', exists: false })]);
  });

  it('never shows what the redactor knows', async () => {
    const redactor = { ...plainRedactor, text: (value: string) => value.replaceAll('hunter22', '[redacted]') };
    const facts = await collectProgram(
      fake.plan('docker', ['run', '-e', 'URL=http://hunter22@localhost', 'img', '/x/hunter22.js']),
      fake.facts(),
      fake.roots(),
      redactor,
    );
    expect(JSON.stringify(facts)).not.toContain('hunter22');
  });
});
