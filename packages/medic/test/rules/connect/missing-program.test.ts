import { describe, expect, test } from 'vitest';
import { rule as notInstalled } from '../../../src/rules/connect/command-not-installed.ts';
import { rule as notInstalledText } from '../../../src/rules/connect/command-not-installed-text.ts';
import { rule as notOnPath } from '../../../src/rules/connect/command-not-on-client-path.ts';
import { rule as interpreter } from '../../../src/rules/connect/command-not-on-client-path-interpreter.ts';
import { rule as notOnPathText } from '../../../src/rules/connect/command-not-on-client-path-text.ts';
import { CONNECTED, stdio } from '../facts.ts';
import { editsOf, entryOf, exited, judgePasted, judgeScene, notStarted, rankScene } from '../startup-kit.ts';
import type { Verdict } from '../startup-kit.ts';

/** Where the edits of a verdict's fixes go. */
function placesOf(verdict: Verdict | undefined): readonly unknown[] {
  return editsOf(verdict).map((edit) => (edit.op === 'set' ? edit.at : edit.op));
}

const RULES = [notInstalled, notInstalledText, notOnPath, interpreter, notOnPathText];
const MISSING = { command: 'uvx', kind: 'bare-name', searched: ['/usr/bin', '/bin'] } as const;

describe('a program that is nowhere', () => {
  test("is not installed, and the system's way to install it is told", () => {
    const scene = { program: { ...MISSING }, entry: entryOf('uvx', ['x']), session: notStarted('ENOENT', 'program') };
    const [hit, ...others] = judgeScene(RULES, scene);
    expect(others).toEqual([]);
    expect(hit).toMatchObject({ cause: 'command-not-installed', confidence: 'confirmed', title: 'Claude Code cannot start "uvx": it is not installed' });
    expect(judgeScene(RULES, { ...scene, host: { platform: 'darwin' } })[0]?.fixes[0]?.steps[0]).toEqual({ do: 'run', command: ['brew', 'install', 'uv'] });
    expect(judgeScene(RULES, { ...scene, host: { platform: 'win32' } })[0]?.fixes[0]?.steps[0]).toMatchObject({
      do: 'run',
      command: ['winget', 'install', '--id', 'astral-sh.uv', '-e'],
    });
  });

  test.each([
    ['a working folder that is missing', { session: notStarted('ENOENT', 'cwd') }],
    ['an interpreter that is missing', { session: notStarted('ENOENT', 'interpreter') }],
    ['another errno', { session: notStarted('EAGAIN') }],
    ['a healthy server', { session: stdio(CONNECTED) }],
    [
      'a file of that name that may not be executed',
      { session: notStarted('EACCES'), program: { ...MISSING, file: { path: '/usr/bin/uvx', exists: true, executable: false } } },
    ],
    ['an absolute path', { session: notStarted('ENOENT', 'program'), program: { command: '/opt/uvx', kind: 'absolute' as const } }],
  ])('not: %s', (_name, scene) => {
    expect(judgeScene(RULES, { program: { ...MISSING }, ...scene })).toEqual([]);
  });
});

describe('a program that only the client does not see', () => {
  const elsewhere = [
    { path: '/home/u/.nvm/versions/node/v22.11.0/bin/npx', via: 'nvm' },
    { path: '/home/u/.nvm/versions/node/v18.1.0/bin/npx', via: 'nvm' },
  ];
  const program = { ...MISSING, command: 'npx', elsewhere };
  const session = notStarted('ENOENT', 'program');

  test('is named by its full path, with its folder on PATH for node', () => {
    const [hit] = judgeScene(RULES, { program, entry: entryOf('npx', ['-y', 'notes']), session });
    expect(hit).toMatchObject({ cause: 'command-not-on-client-path', confidence: 'confirmed', why: expect.stringContaining('changes when you install') });
    expect(editsOf(hit)).toEqual([
      { op: 'set', at: ['mcpServers', 'notes', 'command'], value: '/home/u/.nvm/versions/node/v22.11.0/bin/npx' },
      { op: 'set', at: ['mcpServers', 'notes', 'env'], value: { PATH: '/home/u/.nvm/versions/node/v22.11.0/bin:/usr/bin:/bin' } },
    ]);
    expect(hit?.fixes[0]?.safety).toBe('safe');
  });

  test('other shapes of entries: a list, one level down, an environment that exists, a shared file', () => {
    const list = judgeScene(RULES, {
      program,
      session,
      client: { commandShape: 'array', fields: { command: 'command', env: 'environment' } },
      entry: { written: { command: ['npx', 'notes'], environment: { A: '1' } } },
    });
    expect(placesOf(list[0])).toEqual([
      ['mcpServers', 'notes', 'command', 0],
      ['mcpServers', 'notes', 'environment', 'PATH'],
    ]);
    const nested = judgeScene(RULES, { program, session, entry: { written: { transport: { type: 'stdio', command: 'npx', args: [] } }, fromProject: true } });
    expect(placesOf(nested[0])).toEqual([
      ['mcpServers', 'notes', 'transport', 'command'],
      ['mcpServers', 'notes', 'transport', 'env'],
    ]);
    expect(nested[0]?.fixes[0]?.safety).toBe('review');
  });

  test('programs that stand alone get no PATH', () => {
    const [hit] = judgeScene(RULES, {
      program: { ...program, command: 'uvx', elsewhere: [{ path: '/home/u/.local/bin/uvx', via: 'the PATH of this terminal' }] },
      entry: entryOf('uvx', []),
      session,
    });
    expect(editsOf(hit)).toHaveLength(1);
  });

  test('not when it was found, and not when the server connects', () => {
    expect(judgeScene(RULES, { program: { ...program, resolved: '/usr/bin/npx' }, session })).toEqual([]);
    expect(judgeScene(RULES, { program, session: stdio(CONNECTED) })).toEqual([]);
  });
});

describe('a script whose interpreter is not found', () => {
  const program = {
    command: '/opt/nvm/v22.1.0/bin/npx',
    kind: 'absolute' as const,
    resolved: '/opt/nvm/v22.1.0/bin/npx',
    file: {
      path: '/opt/nvm/v22.1.0/bin/npx',
      exists: true,
      executable: true,
      format: 'script' as const,
      shebang: { line: '/usr/bin/env node', carriageReturn: false, interpreterExists: false },
    },
    runtimes: [
      { name: 'node', version: '24.0.0', path: '/opt/nvm/v24.0.0/bin/node', via: 'nvm' },
      { name: 'node', version: '22.1.0', path: '/opt/nvm/v22.1.0/bin/node', via: 'nvm' },
    ],
  };
  const session = exited('env: node: No such file or directory', { code: 127 });

  test('gets the folder beside it on PATH', () => {
    const hits = judgeScene(RULES, { program, session, entry: entryOf('/opt/nvm/v22.1.0/bin/npx', ['-y', 'notes']) });
    expect(hits).toMatchObject([{ rule: 'command-not-on-client-path-interpreter', confidence: 'confirmed' }]);
    expect(editsOf(hits[0])).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'env'], value: { PATH: '/opt/nvm/v22.1.0/bin:/usr/bin:/bin' } }]);
  });

  test('is one root cause', () => {
    expect(rankScene({ program, session, entry: entryOf('/opt/nvm/v22.1.0/bin/npx', ['-y', 'notes']) })[0]).toBe('command-not-on-client-path');
  });

  test('not with Windows line ends, an interpreter that exists, or none anywhere', () => {
    for (const shebang of [
      { carriageReturn: true, interpreterExists: false },
      { carriageReturn: false, interpreterExists: true },
    ]) {
      expect(
        judgeScene([interpreter], { session, program: { ...program, file: { ...program.file, shebang: { line: '/usr/bin/env node', ...shebang } } } }),
      ).toEqual([]);
    }
    expect(judgeScene([interpreter], { session, program: { ...program, runtimes: [] } })).toEqual([]);
  });
});

describe('text', () => {
  test.each([
    ['spawn uvx ENOENT', 'command-not-on-client-path'],
    ['ENOENT: Executable not found in $PATH: "npx"', 'command-not-on-client-path'],
    ["ENOENT: no such file or directory, posix_spawn 'docker'", 'command-not-on-client-path'],
    ['exec: "python3": executable file not found in $PATH', 'command-not-on-client-path'],
    ["FileNotFoundError: [Errno 2] No such file or directory: 'uv'", 'command-not-on-client-path'],
    ['java.io.IOException: Cannot run program "npx": error=2, No such file or directory', 'command-not-on-client-path'],
    ['env: node: No such file or directory', 'command-not-on-client-path'],
    ['/usr/bin/env: ‘python3’: No such file or directory', 'command-not-on-client-path'],
    ['[notes] [error] spawn notes-server ENOENT', 'command-not-installed'],
    ['zsh: command not found: uv', 'command-not-installed'],
    ['/bin/sh: line 1: uvx: command not found', 'command-not-installed'],
    ['fish: Unknown command: uvx', 'command-not-installed'],
    ["'npx' is not recognized as an internal or external command,", 'command-not-installed'],
    ['Der Befehl "npx" ist entweder falsch geschrieben oder', 'command-not-installed'],
    ["'npx' n'est pas reconnu en tant que commande interne", 'command-not-installed'],
    ['"npx" no se reconoce como un comando interno o externo,', 'command-not-installed'],
    ["'npx' não é reconhecido como um comando interno", 'command-not-installed'],
    ["'npx' 不是内部或外部命令，也不是可运行的程序", 'command-not-installed'],
    ["'npx' は、内部コマンドまたは外部コマンド、", 'command-not-installed'],
    ["'npx'은(는) 내부 또는 외부 명령, 실행할 수 있는 프로그램", 'command-not-installed'],
    ['"npx" не является внутренней или внешней', 'command-not-installed'],
    ["uvx : The term 'uvx' is not recognized as the name of a cmdlet, function", 'command-not-installed'],
    ['Die Benennung "uvx" wurde nicht als Name eines Cmdlet, einer Funktion', 'command-not-installed'],
    ['failed to spawn MCP server process: No such file or directory (os error 2)', 'command-not-installed'],
    ["An error occurred trying to start process 'uvx' with working directory '/home/u'. No such file or directory", 'command-not-on-client-path'],
  ])('%s → %s', (text, cause) => {
    const hits = judgePasted(RULES, text);
    expect(hits.find(({ confidence }) => confidence === 'likely')?.cause).toBe(cause);
    expect(hits.every(({ confidence }) => confidence !== 'confirmed')).toBe(true);
  });

  test.each([
    'spawn /opt/missing/server ENOENT',
    "FileNotFoundError: [Errno 2] No such file or directory: 'config.json'",
    "FileNotFoundError: [Errno 2] No such file or directory: '/data/notes.db'",
    "'C:\\Program' is not recognized as an internal or external command,",
    'Server started and connected successfully',
    'exec: "server": executable file not found in $PATH: OCI runtime create failed',
  ])('not: %s', (text) => {
    expect(judgePasted(RULES, text).filter(({ cause }) => cause.startsWith('command-not'))).toEqual([]);
  });

  test('a shell that the entry starts: installed elsewhere is certain, else likely', () => {
    const session = exited('bash: line 1: node: command not found', { code: 127 });
    const runtimes = [{ name: 'node', version: '22.1.0', path: '/home/u/n/bin/node', via: 'n' }];
    expect(judgeScene(RULES, { session, program: { command: 'bash', runtimes }, entry: entryOf('bash', ['-c', 'node x']) })).toMatchObject([
      { cause: 'command-not-on-client-path', confidence: 'confirmed' },
    ]);
    expect(judgeScene(RULES, { session, program: { command: 'bash' }, entry: entryOf('bash', ['-c', 'node x']) })).toMatchObject([
      { cause: 'command-not-installed', confidence: 'likely' },
    ]);
  });
});
