import { describe, expect, test } from 'vitest';
import { rule as appdata } from '../../../src/rules/connect/windows-npm-appdata.ts';
import { rule as browser } from '../../../src/rules/connect/browser-not-installed.ts';
import { rule as crash } from '../../../src/rules/connect/server-crash.ts';
import { rule as crashText } from '../../../src/rules/connect/server-crash-text.ts';
import { rule as framework } from '../../../src/rules/connect/server-framework-integration.ts';
import { rule as oldNode } from '../../../src/rules/connect/node-too-old.ts';
import { rule as oom } from '../../../src/rules/connect/oom-killed.ts';
import { rule as port } from '../../../src/rules/connect/port-in-use.ts';
import { rule as python } from '../../../src/rules/connect/python-version-unsuitable.ts';
import { rule as crlf } from '../../../src/rules/connect/source-syntax-error-crlf.ts';
import { rule as source } from '../../../src/rules/connect/source-syntax-error.ts';
import { rule as wrongNode } from '../../../src/rules/connect/version-manager-wrong-node.ts';
import { rule as shim } from '../../../src/rules/connect/version-manager-wrong-node-shim.ts';
import { CONNECTED, exchange, failed, http, stdio } from '../facts.ts';
import { editsOf, entryOf, exited, judgePasted, judgeScene, notStarted, rankScene } from '../startup-kit.ts';

describe('server-crash', () => {
  test('quotes code, time and the telling line', () => {
    const [hit] = judgeScene([crash], { session: exited('starting\nFATAL: database is gone\n    at main', { code: 3 }) });
    expect(hit).toMatchObject({
      confidence: 'confirmed',
      title: '"notes" crashes at start (code 3)',
      why: expect.stringContaining('"FATAL: database is gone"'),
    });
  });

  test('shows the error above a long stack of calls', () => {
    const stack = ['starting', 'Error: database is gone', ...Array.from({ length: 12 }, (_unused, depth) => `    at step${depth} (app.js:${depth}:1)`)];
    const [hit] = judgeScene([crash], { session: exited(stack.join('\n')) });
    expect(hit?.evidence.map(({ quote }) => quote?.split('\n')[0])).toContain('Error: database is gone');
  });

  test.each([
    ['code 0 without a word', exited('', { code: 0 }), 'ends at once'],
    ['usage', exited('Usage: notes <command>\n\nCommands:\n  serve', { code: 2 }), 'usage'],
    ['an option it does not know', exited('error: unrecognized arguments: --foo', { code: 2 }), 'usage'],
    ['a signal', exited('', { code: null, signal: 'SIGSEGV' }), 'SIGSEGV'],
    ['a missing DLL', exited('', { code: 3221225781 }), '3221225781'],
  ])('%s', (_name, session, words) => {
    expect(judgeScene([crash], { session })[0]?.title).toContain(words);
  });

  test('not for a server that stays silent, connects or cannot be started', () => {
    for (const session of [stdio(failed('silence')), stdio(CONNECTED), notStarted('ENOENT')]) expect(judgeScene([crash], { session })).toEqual([]);
  });

  test('anything special is the root instead', () => {
    expect(rankScene({ session: exited("ModuleNotFoundError: No module named 'httpx'") })).toEqual(['python-module-missing']);
    expect(rankScene({ session: exited('', { code: 137 }) })[0]).toBe('oom-killed');
  });

  test.each([
    'MCP error -32000: Connection closed',
    'Server transport closed unexpectedly, this is likely due to the process exiting early.',
    'handshaking with MCP server failed: connection closed: initialize response',
    'Process exited with code 1',
    'CONNECTION_CLOSED: Connection closed',
  ])('text: %s', (text) => {
    expect(judgePasted([crashText], text)).toMatchObject([{ confidence: 'possible' }]);
  });

  test.each(['job 12 exited with code 0', 'Connection closed by remote host', 'Connection state: Running'])('text, not: %s', (text) => {
    expect(judgePasted([crashText], text)).toEqual([]);
  });
});

describe('which Node', () => {
  const RULES = [oldNode, wrongNode];
  const error = 'ReferenceError: File is not defined\n    at x (/a/node_modules/undici/index.js:1:1)\n\nNode.js v18.15.0';
  const running = { name: 'node', version: '18.15.0', path: '/usr/bin/node', via: "the client's PATH" };
  const newer = { name: 'node', version: '22.11.0', path: '/home/u/.nvm/versions/node/v22.11.0/bin/node', via: 'nvm' };

  test('too old, and none newer here', () => {
    expect(judgeScene(RULES, { session: exited(error), program: { command: 'npx', runtimes: [running] } })).toMatchObject([
      { cause: 'node-too-old', confidence: 'confirmed', title: '"notes" needs a newer Node than 18.15.0' },
    ]);
  });

  test('a newer one is installed: the entry is led to it', () => {
    const hits = judgeScene(RULES, { session: exited(error), program: { command: 'npx', runtimes: [running, newer] }, entry: entryOf('npx', ['notes']) });
    expect(hits).toMatchObject([{ cause: 'version-manager-wrong-node', confidence: 'confirmed' }]);
    expect(editsOf(hits[0])).toEqual([
      { op: 'set', at: ['mcpServers', 'notes', 'command'], value: '/home/u/.nvm/versions/node/v22.11.0/bin/npx' },
      { op: 'set', at: ['mcpServers', 'notes', 'env'], value: { PATH: '/home/u/.nvm/versions/node/v22.11.0/bin:/usr/bin:/bin' } },
    ]);
  });

  test.each([
    'ReferenceError: ReadableStream is not defined',
    'npm warn cli npm v10.8.2 does not support Node.js v16.20.2.',
    "SyntaxError: Unexpected token '??='",
    'node: bad option: --env-file',
    'error notes@1.0.0: The engine "node" is incompatible with this module. Expected version ">=20". Got "16.1.0"',
    'This server requires Node.js >= 20',
  ])('text: %s', (text) => {
    expect(judgePasted(RULES, text)).toMatchObject([{ cause: 'node-too-old', confidence: 'likely' }, { confidence: 'possible' }]);
  });

  test.each([
    'npm warn EBADENGINE Unsupported engine { package: "x" }',
    'ReferenceError: window is not defined',
    'ReferenceError: File is not defined\nNode.js v24.1.0',
    "SyntaxError: Unexpected token '.'\nNode.js v22.1.0",
    'TypeError: notes.list is not a function',
    'Node.js v18.0.0',
  ])('text, not: %s', (text) => {
    expect(judgePasted(RULES, text)).toEqual([]);
  });

  test.each([
    'The module was compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version of Node.js requires\nNODE_MODULE_VERSION 127.',
    'No version is set for command npx',
    'Volta error: Node is not available.',
    "error: Can't find an installed Node version matching v22",
    "nodenv: version '20.1.0' is not installed",
  ])('shims and modules: %s', (text) => {
    expect(judgePasted([shim], text)).toMatchObject([{ cause: 'version-manager-wrong-node', confidence: 'likely' }]);
    expect(judgeScene([shim], { session: exited(text) })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each(['Now using node v22.1.0 (npm v10)', 'error: something else', 'unknown command: serve. Try --help'])('shims, not: %s', (text) => {
    expect(judgePasted([shim], text)).toEqual([]);
  });
});

describe('python-version-unsuitable', () => {
  test.each([
    "ERROR: Package 'notes' requires a different Python: 3.9.6 not in '>=3.10'",
    'Because the current Python version (3.9.6) does not satisfy Python>=3.10 and',
    'error: No interpreter found for Python >=3.12 in virtual environments',
    "TypeError: unsupported operand type(s) for |: 'type' and 'NoneType'",
    "ImportError: cannot import name 'StrEnum' from 'enum' (/usr/lib/python3.9/enum.py)",
    "ModuleNotFoundError: No module named 'tomllib'",
    "error: the configured Python interpreter version (3.14) is newer than PyO3's maximum supported version (3.13)",
    "pyenv: version `3.12' is not installed",
  ])('%s', (text) => {
    expect(judgePasted([python], text)).toMatchObject([{ cause: 'python-version-unsuitable', confidence: 'likely' }]);
  });

  test('uvx is given another Python', () => {
    const [hit] = judgeScene([python], {
      session: exited('Because the current Python version (3.9.6) does not satisfy Python>=3.10 and'),
      program: { command: 'uvx', package: { runner: 'uvx', ecosystem: 'pypi', name: 'notes', assumesYes: true } },
      entry: entryOf('uvx', ['--from', 'notes[x]', 'notes']),
    });
    expect(hit?.confidence).toBe('confirmed');
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'args'], value: ['--python', '3.12', '--from', 'notes[x]', 'notes'] }]);
  });

  test.each([
    'Using CPython 3.12.4',
    "hint: You're using CPython 3.13",
    "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
    "ModuleNotFoundError: No module named 'toml'",
  ])('not: %s', (text) => {
    expect(judgePasted([python], text)).toEqual([]);
  });
});

describe('source-syntax-error', () => {
  test.each([
    ["/srv/notes/index.js:3\nconst a = ;\n          ^\n\nSyntaxError: Unexpected token ';'", '/srv/notes/index.js:3'],
    ['  File "/srv/notes/server.py", line 12\n    def f(\nSyntaxError: \'(\' was never closed\nSyntaxError: invalid syntax', '/srv/notes/server.py:12'],
  ])('names file and line: %s', (text, place) => {
    expect(judgePasted([source], text)[0]?.why).toContain(place);
  });

  test.each([
    'SyntaxError: Cannot use import statement outside a module',
    'TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".ts" for /srv/a.ts',
    'src/a.ts(3,5): error TS2304: Cannot find name',
    'IndentationError: unexpected indent',
    "env: 'node\\r': No such file or directory",
    '/srv/run.sh: /bin/bash^M: bad interpreter',
  ])('%s', (text) => {
    expect(judgePasted([source], text)).toMatchObject([{ cause: 'source-syntax-error' }]);
    expect(judgeScene([source], { session: exited(text) })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each([
    'SyntaxError: Unexpected token \'S\', "Starting" is not valid JSON',
    'SyntaxError: Unexpected token < in JSON at position 0',
    "SyntaxError: Unexpected token '??='",
    'SyntaxError: Unexpected end of JSON input',
    "[warn] Failed to parse settings: SyntaxError: Unexpected token 'x'",
  ])('not: %s', (text) => {
    expect(judgePasted([source], text)).toEqual([]);
  });

  test('Windows line ends in the first line', () => {
    const file = { path: '/srv/run.js', exists: true, shebang: { line: '/usr/bin/env node', carriageReturn: true, interpreterExists: false } };
    expect(judgeScene([crlf], { session: notStarted('ENOENT', 'interpreter'), program: { file } })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeScene([crlf], { session: stdio(CONNECTED), program: { file } })).toEqual([]);
    expect(judgeScene([crlf], { session: exited(''), program: { file: { ...file, shebang: { ...file.shebang, carriageReturn: false } } } })).toEqual([]);
  });
});

describe('server-framework-integration', () => {
  test.each([
    'RuntimeError: Task group is not initialized. Make sure to use run().',
    'InternalServerError: stream is not readable',
    'Error: Already connected to a transport. Call close() before connecting to a new transport',
    'RuntimeError: asyncio.run() cannot be called from a running event loop',
  ])('%s', (text) => {
    expect(judgePasted([framework], text)).toMatchObject([{ confidence: 'likely' }]);
    const session = http(failed('http-status', 20), {
      exchanges: [exchange({ status: 500, body: { kind: 'text', bytes: text.length, truncated: false, head: text } })],
    });
    expect(judgeScene([framework], { session })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each([
    'RuntimeError: Attempted to exit cancel scope in a different task than it was entered in',
    'Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client',
  ])('no more than possible: %s', (text) => {
    expect(judgePasted([framework], text)).toMatchObject([{ confidence: 'possible' }]);
  });

  test.each(['StreamableHTTP session manager started', 'Application startup complete.', 'stream closed'])('not: %s', (text) => {
    expect(judgePasted([framework], text)).toEqual([]);
  });
});

describe('browser-not-installed', () => {
  test.each([
    "browserType.launch: Executable doesn't exist at /home/u/.cache/ms-playwright/chromium-1161/chrome-linux/chrome",
    'Error: Could not find Chrome (ver. 131.0.6778.204). This can occur if either',
    'Error: Browser "chrome" is not installed. Run `npx playwright install chrome`',
  ])('%s', (text) => {
    expect(judgePasted([browser], text)).toMatchObject([{ cause: 'browser-not-installed', confidence: 'confirmed' }]);
    expect(judgeScene([browser], { session: stdio(CONNECTED, { stderr: { bytes: 1, truncated: false, lines: [text] } }) })).toEqual([]);
  });

  test('the build that is missed is named in the command', () => {
    expect(judgePasted([browser], "Executable doesn't exist at /x/ms-playwright/firefox-1490/firefox/firefox")[0]?.fixes[0]?.steps[0]).toEqual({
      do: 'run',
      command: ['npx', '-y', 'playwright', 'install', 'firefox'],
    });
  });

  test.each(['Browser closed', 'Downloading Chromium 131.0 (playwright build v1148)', 'plugin x is not installed'])('not: %s', (text) => {
    expect(judgePasted([browser], text)).toEqual([]);
  });
});

describe('windows-npm-appdata', () => {
  const text = "npm error enoent ENOENT: no such file or directory, lstat 'C:\\Users\\ana\\AppData\\Local\\AnthropicClaude\\app-1\\${APPDATA}'";
  test('the variable is set from the path in the message', () => {
    const [hit] = judgeScene([appdata], { host: { platform: 'win32' }, session: exited(text), entry: entryOf('npx', ['notes']) });
    expect(hit?.confidence).toBe('confirmed');
    expect(editsOf(hit)).toEqual([{ op: 'set', at: ['mcpServers', 'notes', 'env'], value: { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming' } }]);
    expect(judgePasted([appdata], text)).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test('the folder that a fresh account lacks', () => {
    expect(judgePasted([appdata], "npm error enoent ENOENT: no such file or directory, lstat 'C:\\Users\\ana\\AppData\\Roaming\\npm'")).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  test.each([
    '"env": { "APPDATA": "${APPDATA}" }',
    'C:\\Users\\ana\\AppData\\Roaming\\npm\\node_modules\\notes\\index.js:1',
    "ENOENT: no such file or directory, lstat '/home/u/${DATA}'",
  ])('not: %s', (other) => {
    expect(judgePasted([appdata], other)).toEqual([]);
  });
});

describe('oom-killed', () => {
  test.each([
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'confirmed'],
    ['java.lang.OutOfMemoryError: Java heap space', 'likely'],
    ['Out of memory: Killed process 4711 (node)', 'confirmed'],
    ['container exited with code 137', 'possible'],
  ])('text: %s', (text, confidence) => {
    expect(judgePasted([oom], text)).toMatchObject([{ confidence }]);
  });

  test('killed without a word is likely', () => {
    expect(judgeScene([oom], { session: exited('', { code: null, signal: 'SIGKILL' }) })).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeScene([oom], { session: exited('FATAL ERROR: Reached heap limit', { code: 134 }), entry: entryOf('node', ['x.js']) })).toMatchObject([
      { confidence: 'confirmed' },
    ]);
  });

  test('not for other ends', () => {
    expect(judgeScene([oom], { session: exited('', { code: 1 }) })).toEqual([]);
    expect(judgeScene([oom], { session: stdio(failed('silence'), { shutdown: { exitedOnEof: false, ms: 9, killedWith: 'SIGKILL', orphans: 0 } }) })).toEqual(
      [],
    );
    expect(judgePasted([oom], 'memory usage 137 MB')).toEqual([]);
  });
});

describe('port-in-use', () => {
  test.each([
    ['Error: listen EADDRINUSE: address already in use :::3000', '3000'],
    ["ERROR: [Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): address already in use", '8000'],
    ['listen tcp :8080: bind: address already in use', '8080'],
    ['Bind for 0.0.0.0:9090 failed: port is already allocated', '9090'],
    ['Failed to bind to address http://127.0.0.1:5000: address already in use.', '5000'],
    ['MCP Inspector PORT IS IN USE at http://localhost:6274', '6274'],
    ['Port 7777 is already in use', '7777'],
  ])('%s', (text, number) => {
    expect(judgePasted([port], text)[0]?.title).toContain(number);
  });

  test('who holds it now', () => {
    const [hit] = judgeScene([port], {
      session: exited('Error: listen EADDRINUSE: address already in use 127.0.0.1:3000'),
      port: { port: 3000, holder: { pid: 41, name: 'node' }, addresses: ['127.0.0.1'] },
    });
    expect(hit).toMatchObject({ confidence: 'confirmed', why: 'node (pid 41) listens on port 3000.' });
  });

  test.each([
    'OAuth callback port 3118 is already in use',
    'Server listening on port 3000',
    'port 3000 is open',
    'Error: listen EADDRINUSE for the login redirect :::8123',
  ])('not: %s', (text) => {
    expect(judgePasted([port], text)).toEqual([]);
  });
});
