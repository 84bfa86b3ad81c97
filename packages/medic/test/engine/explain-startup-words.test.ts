import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/engine/explain.ts';

async function* one(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}

async function causesOf(text: string): Promise<readonly string[]> {
  const outcome = await explainText({ chunks: one(text) });
  return outcome.ok ? outcome.result.causes.map(({ cause }) => cause) : [];
}

const END = '[notes] [error] Server disconnected.\nMCP error -32000: Connection closed';

describe('how runtimes say that they cannot start, beside lines that only say that the server is gone', () => {
  it.each([
    ['java: no such class', 'Error: Could not find or load main class com.example.Notes', 'script-or-path-missing'],
    ['java in German', 'Fehler: Hauptklasse com.example.Notes konnte nicht gefunden oder geladen werden', 'script-or-path-missing'],
    ['java: too old', 'java.lang.UnsupportedClassVersionError: Notes has been compiled by a more recent version', 'dependency-version-conflict'],
    ['macOS without Java', 'The operation could not be completed. Unable to locate a Java Runtime.', 'command-not-installed'],
    ['php', 'Could not open input file: /srv/site/artisan', 'script-or-path-missing'],
    ['ruby', "kernel_require.rb:136:in 'require': cannot load such file -- mcp (LoadError)", 'node-module-missing'],
    ['conda', 'EnvironmentLocationNotFound: Not a conda environment: /opt/envs/notes', 'script-or-path-missing'],
    ['poetry', 'Poetry could not find a pyproject.toml file in / or its parents', 'cwd-missing-or-relative'],
    ['uv', 'error: No `pyproject.toml` found in current directory or any parent directory', 'cwd-missing-or-relative'],
    ['deno', 'error: Uncaught (in promise) NotCapable: Requires read access to "/srv/notes"', 'file-permissions'],
    ['mcp run', "Failed to run server: No module named 'requests'", 'python-module-missing'],
    ['Python of the Store', 'Python was not found; run without arguments to install from the Microsoft Store', 'command-not-installed'],
    ['dash', 'sh: 1: /srv/mcp/run.sh: not found', 'script-or-path-missing'],
    ['a script beside its relative name', 'Error: Cannot find module \'/srv/shop/src/notes.ts\'\n"args": ["tsx", "src/notes.ts"]', 'cwd-missing-or-relative'],
    ['uv in a relative folder', '$ uv run --directory notes serve\nerror: No such file or directory (os error 2)', 'cwd-missing-or-relative'],
    ['a variable of a plugin', `"args": ["-c", "exec node \\"$PLUGIN_ROOT/notes.cjs\\""]`, 'variable-not-expanded'],
    ['npm 6', "npx: installed 4 in 0.9s\nUnexpected token '('", 'node-too-old'],
    ['JSON modules', 'TypeError [ERR_IMPORT_ATTRIBUTE_MISSING]: Module "file:///srv/p.json" needs an import attribute of "type: json"', 'server-version-bug'],
    ['a shut editor', 'Could not connect to Krita. Make sure the Krita plugin is running.', 'server-not-running'],
    ['a line on stdout', 'Error: Invalid JSON-RPC message received on stdout', 'stdout-pollution'],
    ['a shim of another tool', 'which: no notes-server in (/usr/bin:/bin)', 'command-not-installed'],
    ['glibc', "notes: /lib64/libc.so.6: version `GLIBC_2.38' not found (required by notes)", 'arch-mismatch'],
    ['a batch file', 'Cannot run program "C:\\nodejs\\npx": CreateProcess error=193, %1 is not a valid Win32 application', 'windows-launcher-suffix'],
    ['PowerShell', 'File C:\\nodejs\\npx.ps1 cannot be loaded because running scripts is disabled on this system.', 'windows-launcher-suffix'],
    [
      'PowerShell in German',
      'Die Datei "C:\\nodejs\\npx.ps1" kann nicht geladen werden, da die Ausführung von Skripts deaktiviert ist.',
      'windows-launcher-suffix',
    ],
    ['a private image', 'docker: Error response from daemon: Head "https://ghcr.io/v2/example/notes/manifests/latest": denied: denied', 'package-not-found'],
    ['a package without its program', '$ npx -y @example/notes-server\nsh: notes-server: command not found', 'server-version-bug'],
    ['an image without its program', 'docker-entrypoint.sh: exec: line 9: notes-mcp: not found', 'server-version-bug'],
    ['a script without #!', '/home/a/.npm/_npx/0a1b2c3d/node_modules/.bin/notes: line 1: import: command not found', 'server-version-bug'],
    ['pip on an old Python', 'ERROR: Could not find a version that satisfies the requirement mcp (from versions: none)', 'python-version-unsuitable'],
    ['uvx twice', '  × Failed to build `uvx==3.0.0`', 'args-malformed'],
    ['a module of Node', "Error: Cannot find module 'node:events'\nRequire stack:\n- /home/a/.npm/_npx/67187/lib/node_modules/notes/a.js", 'node-too-old'],
    ['an old Node', "SyntaxError: Unexpected token '.'\n    at Loader.moduleStrategy (internal/modules/esm/translators.js:140:18)", 'node-too-old'],
    ['bun out of memory', 'Ran out of executable memory while allocating 128 bytes.', 'oom-killed'],
    ['a socket file', 'Error: listen EACCES: permission denied /srv/run/notes.sock', 'file-permissions'],
    ['Gemini CLI takes a URL for a program', 'spawn https://mcp.example.com/mcp ENOENT', 'config-transport-type'],
    ['env', "env: 'npx': No such file or directory", 'command-not-installed'],
    ['a container without Node', 'OCI runtime exec failed: exec: "npx": executable file not found in $PATH', 'command-not-on-client-path'],
    ['npx of npm 6', 'ERROR: You must supply a command.', 'node-too-old'],
    ['npm without rights', 'npm error code EPERM\nnpm error path C:\\cache\\_cacache\\tmp\\1', 'file-permissions'],
    ['Windows in Chinese', '程序 "notes.exe" 无法运行: 拒绝访问。', 'file-permissions'],
    ['a sentence about variables', 'Error: Client ID and Client Secret must be set in environment variables', 'env-var-missing'],
    ['quotes of a word processor', '{ “mcpServers”: { “notes”: { “command”: “npx” } } }', 'config-syntax'],
    ['a reader in Rust', 'failed to load /home/me/.kiro/settings/mcp.json: EOF while parsing an object at line 9 column 1', 'config-syntax'],
    ['a command line in one word', 'bash: line 1: npx -y notes-mcp: command not found', 'args-malformed'],
    ['a missing global', 'ReferenceError: crypto is not defined', 'node-too-old'],
    ['a container of podman', 'exec container process `/srv/bin/uv`: Permission denied', 'file-permissions'],
    ['Chinese bytes of cmd.exe', "'notes-server' \uFFFD\uFFFD\uFFFD\uFFFD\u06B2\uFFFD\uFFFD\uFFFD\uFFFD", 'command-not-installed'],
    ['a client in Rust', 'Mcp error: -32002: No such file or directory (os error 2)', 'command-not-installed'],
    ['VS Code', 'Variable ${workspaceFolder} can not be resolved. Please open a folder.', 'variable-not-expanded'],
  ])('%s', async (_who, line, cause) => {
    expect((await causesOf(`${line}\n${END}`))[0]).toBe(cause);
  });

  it('gives a list line to its own server, also without its command', async () => {
    const text = 'slow: ✘ Failed to connect — MCP server "slow" connection timed out after 10000ms\nfast: ✔ Connected';
    expect((await causesOf(text)).slice(0, 2)).toEqual(['startup-timeout-slow', 'startup-timeout-download']);
  });

  it('sees a server that listens on a port while the client asks over stdin', async () => {
    const text = [
      '2026-04-01T08:00:00.000Z [notes] [info] Message from client: {"method":"initialize","params":{},"jsonrpc":"2.0","id":0}',
      'INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)',
      '2026-04-01T08:01:00.000Z [notes] [error] MCP error -32001: Request timed out',
    ].join('\n');
    expect((await causesOf(text))[0]).toBe('config-transport-type');
  });

  it('sees a download behind a client that waits', async () => {
    const text = [
      '2026-04-01 08:00:05.000 [info] Waiting for server to respond to `initialize` request...',
      '2026-04-01 08:00:09.000 [warning] [server stderr] Downloading numpy (15.8MiB)',
    ].join('\n');
    expect((await causesOf(text))[0]).toBe('startup-timeout-download');
  });

  it('names a faulty release behind a plain crash, and never a missing program first', async () => {
    expect((await causesOf('Failed to start extension notes (MCP)')).slice(0, 2)).toEqual(['server-crash', 'server-version-bug']);
  });
});

describe('the same words about other programs', () => {
  it.each([
    ['a shop', "Error: Cannot find module 'express'\nRequire stack:\n- /srv/shop/app.js"],
    ['an analysis', "  import pandas as pd\nModuleNotFoundError: No module named 'pandas'"],
    ['a front end', 'npm error ERESOLVE unable to resolve dependency tree\nnpm error Found: react@19.0.0'],
    ['a compiler', 'error: Invalid JSON in tsconfig.json: Unexpected token } in JSON at position 120'],
    ['a build that failed', 'npm error Lifecycle script `build` failed\nError: Process completed with exit code 1.'],
    ['a dependency of a shop', 'npm error code ENOTEMPTY\nnpm error syscall rename\nnpm error path /srv/shop/node_modules/lodash'],
    ['containers of a shop', '$ docker compose up\npermission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock'],
    ['a page', `Uncaught SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON at loadCart (cart.js:14)`],
    ['a typing error in cmd.exe', "'gti' is not recognized as an internal or external command,\noperable program or batch file."],
    [
      'a shop on a busy port',
      'Error: listen EADDRINUSE: address already in use :::3000\n    at listen (/srv/shop/node_modules/express/lib/application.js:635:24)',
    ],
    ['an upload', 'HTTP/1.1 415 Unsupported Media Type'],
    ['a crawler', '  File "/srv/crawler/fetch.py", line 20, in get_page\nhttpx.ReadTimeout'],
    ['a script of Python 2', "  print 'a'\nSyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?"],
  ])('%s', async (_what, text) => {
    expect(await causesOf(text)).toEqual([]);
  });
});

it('is not sure that a port is wanted by a server of MCP when nothing in the text says so', async () => {
  const outcome = await explainText({ chunks: one('Error: listen EADDRINUSE: address already in use :::3000') });
  expect(outcome.ok && outcome.result.causes[0]).toMatchObject({ cause: 'port-in-use', confidence: 'likely' });
});
