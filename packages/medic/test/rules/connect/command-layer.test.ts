import { describe, expect, test } from 'vitest';
import { rule as arch } from '../../../src/rules/connect/arch-mismatch.ts';
import { rule as archText } from '../../../src/rules/connect/arch-mismatch-text.ts';
import { rule as permissions } from '../../../src/rules/connect/file-permissions.ts';
import { rule as permissionsText } from '../../../src/rules/connect/file-permissions-text.ts';
import { rule as prompt } from '../../../src/rules/connect/npx-prompt.ts';
import { rule as space } from '../../../src/rules/connect/space-in-path-or-arg.ts';
import { rule as suffix } from '../../../src/rules/connect/windows-launcher-suffix.ts';
import { rule as suffixUvx } from '../../../src/rules/connect/windows-launcher-suffix-uvx.ts';
import { CONNECTED, failed, stdio } from '../facts.ts';
import { editsOf, entryOf, exited, judgePasted, judgeScene, notStarted } from '../startup-kit.ts';

describe('windows-launcher-suffix', () => {
  const program = { command: 'npx', resolved: 'C:\\Program Files\\nodejs\\npx.cmd' };
  const scene = { host: { platform: 'win32' as const }, program, entry: entryOf('npx', ['-y', 'notes']), session: notStarted('EINVAL') };

  test('a batch file is started through cmd.exe', () => {
    const [hit] = judgeScene([suffix], scene);
    expect(hit).toMatchObject({ confidence: 'confirmed', cause: 'windows-launcher-suffix' });
    expect(editsOf(hit)).toEqual([
      { op: 'set', at: ['mcpServers', 'notes', 'command'], value: 'cmd' },
      { op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['/c', 'npx', '-y', 'notes'] },
    ]);
  });

  test('arguments that hold a secret are not written anew', () => {
    const [hit] = judgeScene([suffix], { ...scene, entry: entryOf('npx', ['-y', 'notes', '--key', '[redacted, 20 chars]']) });
    expect(hit?.fixes).toMatchObject([{ safety: 'manual' }]);
  });

  test('not for programs, other systems, other faults', () => {
    expect(judgeScene([suffix], { ...scene, program: { resolved: 'C:\\node\\node.exe' } })).toEqual([]);
    expect(judgeScene([suffix], { ...scene, host: { platform: 'linux' } })).toEqual([]);
    expect(judgeScene([suffix], { ...scene, session: exited('spawn EINVAL') })).toEqual([]);
    expect(judgeScene([suffix], { ...scene, session: stdio(CONNECTED) })).toEqual([]);
  });

  test.each([
    ['Error: spawn EINVAL', 'likely'],
    ['spawn npx.cmd ENOENT', 'likely'],
    ["[Warning] [notes] mcpServers.notes: Windows requires 'cmd /c' wrapper to execute npx", 'confirmed'],
    ['a: npx -y a-mcp - ✗ Failed to connect\nb: b-server.exe - ✓ Connected', 'likely'],
  ])('text: %s', (text, confidence) => {
    expect(judgePasted([suffix], text)).toMatchObject([{ confidence }]);
  });

  test.each([
    'a: npx -y a-mcp - ✗ Failed to connect',
    'a: npx -y a - ✗ Failed to connect\nb: uvx b - ✓ Connected',
    'spawn npx ENOENT',
    'EINVAL: invalid argument, read',
  ])('text, not: %s', (text) => {
    expect(judgePasted([suffix], text)).toEqual([]);
  });

  test('a dotted program of uvx gets .exe', () => {
    const text = 'error: Failed to spawn: `acme.docs-mcp`\n  Caused by: program not found';
    const [hit] = judgeScene([suffixUvx], {
      host: { platform: 'win32' },
      session: exited(text, { code: 2 }),
      program: { command: 'uvx', package: { runner: 'uvx', ecosystem: 'pypi', name: 'acme.docs-mcp', version: 'latest', assumesYes: true } },
      entry: entryOf('uvx', ['acme.docs-mcp@latest', '--x']),
    });
    expect(hit?.confidence).toBe('confirmed');
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['--from', 'acme.docs-mcp@latest', 'acme.docs-mcp.exe', '--x'] }]);
    expect(judgePasted([suffixUvx], `[warning] [server stderr] ${text}`)).toMatchObject([{ confidence: 'likely' }]);
    expect(judgePasted([suffixUvx], 'error: Failed to spawn: `docs-mcp`\n  Caused by: program not found')).toEqual([]);
    expect(judgePasted([suffixUvx], 'error: Failed to spawn: `acme.docs`\n  Caused by: No such file or directory (os error 2)')).toEqual([]);
  });
});

describe('space-in-path-or-arg', () => {
  test.each([
    "'C:\\Program' is not recognized as an internal or external command,",
    'Der Befehl "D:\\Meine" ist entweder falsch geschrieben oder',
    "'C:\\Archivos' no se reconoce como un comando interno o externo,",
    "'C:\\Users\\Li' 不是内部或外部命令，也不是可运行的程序",
  ])('%s', (text) => {
    expect(judgePasted([space], text)).toMatchObject([{ cause: 'space-in-path-or-arg', confidence: 'confirmed' }]);
  });

  test('a shell that got half a path of the entry', () => {
    const session = exited('sh: 1: /srv/My: not found', { code: 127 });
    const entry = entryOf('sh', ['-c', '/srv/My Tools/run.sh']);
    expect(judgeScene([space], { session, entry })).toMatchObject([{ confidence: 'confirmed', why: expect.stringContaining('/srv/My Tools/run.sh') }]);
    expect(judgeScene([space], { session, entry: entryOf('sh', ['-c', '/srv/My']) })).toEqual([]);
    expect(judgeScene([space], { session, entry: entryOf('sh', ['-c', "'/srv/My Tools/run.sh'"]) })).toEqual([]);
  });

  test('a folder that has a blank on every Mac', () => {
    expect(judgePasted([space], "can't open file '/Users/a/Library/Application': [Errno 2] No such file")).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each([
    "'npx' is not recognized as an internal or external command,",
    "'C:\\tools\\server.exe' is not recognized as an internal or external command,",
    'sh: 1: /srv/run.sh: not found',
  ])('not: %s', (text) => {
    expect(judgePasted([space], text)).toEqual([]);
  });
});

describe('arch-mismatch', () => {
  const elf = { path: '/opt/s', exists: true, executable: true, format: 'elf', arch: ['arm64'] } as const;
  test.each([
    ['another processor', { program: { file: elf }, session: notStarted('ENOEXEC') }, 'confirmed'],
    ['another system', { program: { file: { ...elf, format: 'mach-o' as const } }, session: notStarted('ENOEXEC') }, 'confirmed'],
    [
      'another C library',
      {
        program: { file: { ...elf, arch: ['x64'], loader: { path: '/lib/ld-musl-x86_64.so.1', exists: false } } },
        session: notStarted('ENOENT', 'interpreter'),
      },
      'confirmed',
    ],
    ['a shell tried it', { program: { file: elf }, session: exited('syntax error', { code: 2 }) }, 'likely'],
    [
      'an Intel program without Rosetta',
      {
        host: { platform: 'darwin' as const, arch: 'arm64' },
        program: { file: { ...elf, format: 'mach-o' as const, arch: ['x64'] } },
        session: notStarted('EBADARCH'),
      },
      'likely',
    ],
  ])('%s', (_name, scene, confidence) => {
    expect(judgeScene([arch], scene)).toMatchObject([{ cause: 'arch-mismatch', confidence }]);
  });

  test.each([
    ['the right one', { program: { file: { ...elf, arch: ['x64'] } }, session: notStarted('ENOENT') }],
    ['32 bits on 64', { program: { file: { ...elf, arch: ['ia32'] } }, session: exited('') }],
    [
      'a fat binary',
      {
        host: { platform: 'darwin' as const, arch: 'arm64' },
        program: { file: { ...elf, format: 'mach-o' as const, arch: ['x64', 'arm64'] } },
        session: exited(''),
      },
    ],
    ['an emulator that works', { program: { file: elf }, session: stdio(CONNECTED) }],
    ['a program of Windows in WSL', { host: { isWsl: true }, program: { file: { ...elf, format: 'pe' as const, arch: ['x64'] } }, session: exited('') }],
    ['a script', { program: { file: { path: '/opt/s', exists: true, format: 'script' as const } }, session: exited('') }],
  ])('not: %s', (_name, scene) => {
    expect(judgeScene([arch], scene)).toEqual([]);
  });

  test.each([
    'Bad CPU type in executable (os error 86)',
    'exec /app/server: exec format error',
    'OSError: [WinError 193] %1 is not a valid Win32 application',
    "dlopen(/a/b.node, 0x0001): tried: '/a/b.node' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
    'Error: /app/node_modules/better-sqlite3/build/x.node: invalid ELF header',
    "You installed esbuild for another platform than the one you're currently using.",
  ])('text: %s', (text) => {
    expect(judgePasted([archText], text)).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeScene([archText], { session: exited(text) })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each(["The requested image's platform (linux/amd64) does not match the detected host platform (linux/arm64/v8)", 'CPU usage 86%'])(
    'text, not: %s',
    (text) => {
      expect(judgePasted([archText], text)).toEqual([]);
    },
  );
});

describe('file-permissions', () => {
  const file = { path: '/opt/server.py', exists: true, type: 'file', executable: false, mode: '0644' } as const;
  test('a file that may not be executed', () => {
    const [hit] = judgeScene([permissions], { session: notStarted('EACCES'), program: { file } });
    expect(hit).toMatchObject({ confidence: 'confirmed', why: expect.stringContaining('0644') });
    expect(hit?.fixes[0]).toMatchObject({ safety: 'review', steps: [{ do: 'run', command: ['chmod', 'u+x', '/opt/server.py'] }, {}] });
    expect(judgeScene([permissions], { session: notStarted('EACCES'), program: { file: { ...file, type: 'directory', executable: true } } })).toMatchObject([
      { confidence: 'confirmed' },
    ]);
  });

  test('not for what macOS or a sandbox forbids, nor for a missing folder, nor a server that connects', () => {
    const runnable = { ...file, executable: true };
    expect(judgeScene([permissions], { session: notStarted('EPERM'), program: { file: runnable }, host: { platform: 'darwin' } })).toEqual([]);
    expect(judgeScene([permissions], { session: notStarted('EACCES'), program: { file: runnable }, client: { sandboxed: 'snap' } })).toEqual([]);
    expect(judgeScene([permissions], { session: notStarted('EACCES', 'cwd'), program: { file } })).toEqual([]);
    expect(judgeScene([permissions], { session: stdio(CONNECTED), program: { file } })).toEqual([]);
  });

  test.each([
    'npm error Your cache folder contains root-owned files, due to a bug in',
    "npm error EACCES: permission denied, rename '/Users/a/.npm/_cacache/tmp/1' -> '/Users/a/.npm/_cacache/x'",
    "PermissionError: [Errno 13] Permission denied: '/var/lib/notes'",
    'zsh: permission denied: ./server.sh',
    'spawn /opt/server.py EACCES',
    'failed to spawn: Permission denied (os error 13)',
    'fork/exec /opt/server: permission denied',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
  ])('text: %s', (text) => {
    expect(judgePasted([permissionsText], text)).toMatchObject([{ cause: 'file-permissions', confidence: 'likely' }]);
  });

  test.each([
    'Error: listen EACCES: permission denied 0.0.0.0:80',
    "EPERM: operation not permitted, scandir '/Users/a/Documents'",
    "Error: EPERM: operation not permitted, rmdir 'C:\\Users\\a\\AppData\\Local\\npm-cache\\_npx\\12ab\\node_modules'",
    'npm http fetch GET 200 /home/a/.npm/_cacache 12ms',
    'HTTP 403: permission denied',
  ])('text, not: %s', (text) => {
    expect(judgePasted([permissionsText], text)).toEqual([]);
  });
});

describe('npx-prompt', () => {
  const question = 'Need to install the following packages:\nnotes@1.2.3\nOk to proceed? (y)';
  const silent = stdio(failed('silence'), { stderr: { bytes: 9, truncated: false, lines: question.split('\n') } });

  test('an unanswered question', () => {
    const [hit] = judgeScene([prompt], { session: silent, program: { command: 'npx' }, entry: entryOf('npx', ['notes']) });
    expect(hit?.confidence).toBe('confirmed');
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['-y', 'notes'] }]);
    expect(judgePasted([prompt], question)).toMatchObject([{ confidence: 'likely' }]);
  });

  test('with a secret among the arguments the variable does it', () => {
    const [hit] = judgeScene([prompt], { session: silent, entry: entryOf('npx', ['notes', '--token=[redacted, 9 chars]']) });
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'env'], value: { npm_config_yes: 'true' } }]);
  });

  test('not for an answered one, nor for the message without a question', () => {
    expect(judgeScene([prompt], { session: exited(`${question}\nTypeError: x`) })).toEqual([]);
    expect(judgeScene([prompt], { session: stdio(CONNECTED) })).toEqual([]);
    expect(judgePasted([prompt], 'npm warn exec The following package was not found and will be installed: notes@1.2.3')).toEqual([]);
  });
});
