import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStdioSession } from '../../../src/collect/stdio/open-session.ts';
import type { StdioPlan, StdioSession } from '../../../src/model/index.ts';
import { makeDefinition, makePlan, QUICK, redactor, server } from './fixtures.ts';

let home = '';

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medic-spawn-'));
  for (const folder of ['blocked', 'good', 'folder', 'folder/prog']) mkdirSync(join(home, folder));
  write('blocked/prog', '#!/bin/sh\n', 0o644);
  write('good/prog', `#!${process.execPath}\n${server()}\n`, 0o755);
  write('good/name', `#!/bin/sh\necho "$0" >&2\n`, 0o755);
  write('lost', '#!/no/such/interpreter -x\n', 0o755);
  write('windows', '#!/bin/sh\r\n', 0o755);
  write('plain', 'text', 0o644);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(name: string, text: string, mode: number): void {
  writeFileSync(join(home, name), text);
  chmodSync(join(home, name), mode);
}

async function start(plan: Partial<StdioPlan>): Promise<StdioSession> {
  const full = makePlan('', { args: [], cwd: home, searchPath: [], ...plan });
  return (await openStdioSession(full, makeDefinition(), redactor, QUICK)).session;
}

describe.skipIf(process.platform === 'win32')('starting a program', () => {
  it.each<[string, Partial<StdioPlan>, string, string | undefined, RegExp]>([
    [
      'a name that is nowhere',
      { command: 'no-such-program', searchPath: ['/bin', '/usr/bin'] },
      'ENOENT',
      'program',
      /no program of that name in the 2 folders searched/u,
    ],
    ['no command', { command: '' }, 'ENOENT', 'program', /no program of that name/u],
    ['a whole command line', { command: 'node server.js', searchPath: ['/bin'] }, 'ENOENT', 'program', /the 1 folder searched/u],
    ['a missing absolute path', { command: '/no/such/file' }, 'ENOENT', 'program', /the file \/no\/such\/file does not exist/u],
    ['a missing relative path', { command: './nothing' }, 'ENOENT', 'program', /nothing does not exist/u],
    ['a missing working folder', { command: '/bin/sh', cwd: '/no/such/folder' }, 'ENOENT', 'cwd', /the working folder \/no\/such\/folder does not exist/u],
    ['a file as working folder', { command: '/bin/sh', cwd: '/etc/passwd' }, 'ENOTDIR', 'cwd', /is no folder/u],
    ['a missing interpreter', { command: './lost' }, 'ENOENT', 'interpreter', /names the interpreter \/no\/such\/interpreter,/u],
    ['a carriage return after the interpreter', { command: './windows' }, 'ENOENT', 'interpreter', /"\/bin\/sh\\r" \(with a carriage return\)/u],
    ['a file without execute permission', { command: './plain' }, 'EACCES', undefined, /plain may not be executed/u],
    ['a folder', { command: './good' }, 'EACCES', undefined, /is a folder/u],
    [
      'only files without execute permission',
      { command: 'prog', searchPath: ['blocked', 'folder'] },
      'EACCES',
      undefined,
      /blocked\/prog may not be executed/u,
    ],
    ['a zero byte in an argument', { command: '/bin/sh', args: ['a\0b'] }, 'ERR_INVALID_ARG_VALUE', undefined, /null bytes/u],
    ['an argument longer than the system takes', { command: '/bin/sh', args: ['x'.repeat(3e6)] }, 'E2BIG', undefined, /E2BIG/u],
  ])('names what was wrong with %s', async (_name, plan, code, missing, message) => {
    const session = await start(plan);
    expect(session.outcome).toMatchObject({ kind: 'failed', stage: 'spawn' });
    const fault = session.attempts[0]?.spawnError;
    expect(fault?.code).toBe(code);
    expect(fault?.missing).toBe(missing);
    expect(fault?.message).toMatch(message);
  });

  it('passes over what may not be executed, and looks up from the working folder', async () => {
    const session = await start({ command: 'prog', searchPath: ['blocked', 'folder', 'good'] });
    expect(session.outcome.kind).toBe('connected');
  });

  it('does not look into the PATH it gives to the child', async () => {
    const session = await start({ command: 'prog', searchPath: ['/bin'], env: { PATH: join(home, 'good') } });
    expect(session.outcome).toMatchObject({ kind: 'failed', stage: 'spawn' });
  });

  it('gives the child its environment, and one variable of ours', async () => {
    const code = `process.stderr.write(Object.keys(process.env).sort().join() + ' ' + process.argv0 + '\\n')`;
    const session = await start({ command: 'node', searchPath: [join(process.execPath, '..')], args: ['-e', code], env: { A: '1' } });
    expect(session.attempts[0]?.stderr.lines).toEqual(['A,MCP_MEDIC_RUN node']);
    expect(session.envNames).toEqual(['A']);
  });
});
