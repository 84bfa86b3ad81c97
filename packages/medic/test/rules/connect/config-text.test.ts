import { describe, expect, test } from 'vitest';
import { createSignMatcher } from '../../../src/collect/signs.ts';
import { rankCauses } from '../../../src/diagnose/diagnose.ts';
import { CONNECT_RULES } from '../../../src/rules/connect/index.ts';
import { judge } from '../../../src/rules/judge.ts';
import type { CauseId } from '../../../src/model/index.ts';

const matcher = createSignMatcher(CONNECT_RULES);

/** All rules of the pack read the text; the best cause comes first. */
function explain(text: string): readonly string[] {
  const { hits, defects } = judge(CONNECT_RULES, { signs: matcher.matchLines(text.split('\n'), 'pasted') });
  expect(defects).toEqual([]);
  return rankCauses(hits).map(({ cause, confidence }) => `${cause} ${confidence}`);
}

const TEXTS: readonly (readonly [CauseId, string])[] = [
  [
    'config-syntax',
    "Error in /home/ada/.gemini/settings.json: Expected ',' or '}' after property value in JSON at position 88 (line 6 column 7)\nPlease fix the configuration file(s) and try again.",
  ],
  [
    'config-syntax',
    'There was an error reading or parsing claude_desktop_config.json: Expected double-quoted property name in JSON at position 301 (line 14 column 3)',
  ],
  ['config-syntax', "Claude configuration file at /home/ada/.claude.json is corrupted: JSON Parse error: Expected '}'"],
  ['config-syntax', ' └ [Error] MCP config is not a valid JSON (line 3, column 20)'],
  ['config-syntax', 'Error: TOML parse error at line 12, column 9\n   |\n12 | command = npx\n   |           ^\ninvalid string\nexpected `"`, `\'`'],
  [
    'config-syntax',
    'Error: Config file at /home/ada/.config/opencode/opencode.json is not valid JSON(C):\n--- JSONC Input ---\nCommaExpected at line 7, column 5',
  ],
  ['config-syntax', '[mcporter] Ignoring config at /w/config/mcporter.json: Failed to parse JSON (offset 77): CloseBraceExpected'],
  [
    'config-syntax',
    'Failed to load config file ~/.continue/config.yaml\nYAMLParseError: Nested mappings are not allowed in compact mappings at line 9, column 12',
  ],
  [
    'config-syntax',
    'Could not load app settings\nThere was an error reading or parsing claude_desktop_config.json: Bad escaped character in JSON at position 64 (line 4 column 22)',
  ],
  ['config-bom', 'Error in C:\\Users\\ada\\.gemini\\settings.json: Unexpected token \'\uFEFF\', "\uFEFF{ "mcpS"... is not valid JSON'],
  [
    'config-bom',
    'json.decoder.JSONDecodeError: Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)\nwhile loading the config file mcp.json',
  ],
  ['config-bom', "Failed to parse mcp.json: invalid character 'ï' looking for beginning of value"],
  ['config-unreadable', "Error: EACCES: permission denied, open '/home/ada/.claude.json'"],
  ['config-unreadable', "EISDIR: illegal operation on a directory, read '/home/ada/.cursor/mcp.json'"],
  ['config-unreadable', 'Failed to read /home/ada/.codex/config.toml: Permission denied (os error 13)'],
  ['config-entry-shape', '[Warning] [notes] mcpServers.notes: Skipped — invalid MCP server config for "notes": env.PORT: expected string, received number'],
  ['config-entry-shape', 'failed to load configuration: /home/ada/.codex/config.toml:5:8: invalid type: integer `3000`, expected a string'],
  ['config-entry-shape', 'Error: Configuration is invalid at /home/ada/.config/opencode/opencode.json\n↳ Expected string, got 3000 mcp.notes.environment.PORT'],
  ['config-entry-shape', 'Error loading configuration: Configuration file must contain an mcpServers element'],
  ['config-entry-shape', 'Invalid MCP settings schema: mcpServers.notes.command: Required'],
  [
    'config-entry-shape',
    'Could not load app settings\nThere was an error reading or parsing claude_desktop_config.json: [\n{\n"code": "invalid_type",\n"expected": "string",\n"received": "number",\n"path": [\n"mcpServers",\n"notes",\n"command"\n],\n"message": "Expected string, received number"\n}\n]',
  ],
  [
    'config-entry-shape',
    'Failed to start MCP Servers: Failed to read configuration from C:\\Users\\ada\\.copilot\\mcp-config.json: [\n  {\n    "code": "invalid_union",',
  ],
  ['config-transport-type', 'Skipped — MCP server "notes" has a "url" but no "type"; add "type": "http" (or "sse" / "ws") to this entry'],
  ['config-transport-type', "Server type must be 'stdio', 'sse', or 'streamable-http'"],
  ['config-transport-type', 'Unknown transport type: streamable'],
  ['config-transport-type', 'Error loading config.toml: url is not supported for stdio\nin `mcp_servers.docs`'],
  [
    'config-transport-type',
    ' └ [Error] mcpServers.docs: Does not adhere to MCP server configuration schema\n"docs": { "type": "http-stream", "url": "https://docs.test/mcp" }',
  ],
  [
    'config-wrong-file',
    '$ cat ~/.claude/settings.json\n{ "mcpServers": { "notes": { "command": "node" } } }\n$ claude mcp list\nNo MCP servers configured. Use `claude mcp add` to add a server.',
  ],
  ['config-wrong-file', 'MCP servers should no longer be configured in user settings'],
  ['args-malformed', 'Error: spawn npx -y @acme/notes-mcp ENOENT'],
  ['args-malformed', "ENOENT: no such file or directory, posix_spawn 'uvx mcp-server-notes --quiet'"],
  ['args-malformed', "FileNotFoundError: [Errno 2] No such file or directory: 'python -m notes_mcp'"],
  ['args-malformed', "error: unexpected argument '--directory /home/ada/notes' found"],
  ['args-malformed', 'exec: "docker run -i --rm acme/notes": executable file not found in $PATH'],
  ['args-malformed', 'mcpServers.notes.args: Expected array, received string'],
  ['cli-add-syntax', "$ claude mcp add notes -- npx -y @acme/notes\nerror: unknown option '-y'"],
  ['cli-add-syntax', "$ codex mcp add notes npx -y pkg\nerror: unexpected argument '-y' found"],
  ['cli-add-syntax', 'Invalid environment variable format: notes, environment variables should be added as: -e KEY1=value1 -e KEY2=value2'],
  ['cli-add-syntax', '$ gemini mcp add notes\nNot enough non-option arguments: got 1, need at least 2'],
  ['cwd-missing-or-relative', 'Error: ENOENT: no such file or directory, uv_cwd'],
  ['cwd-missing-or-relative', "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/package.json'"],
  ['cwd-missing-or-relative', "NotADirectoryError: [WinError 267] The directory name is invalid: 'C:\\\\old\\\\notes'"],
  ['cwd-missing-or-relative', "python: can't open file 'C:\\\\Windows\\\\System32\\\\server.py': [Errno 2] No such file or directory"],
  ['cwd-missing-or-relative', 'Starting directory (cwd) "/home/ada/old" does not exist.'],
  ['cwd-missing-or-relative', "Error: Cannot find module '/server.js'\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []"],
  ['cwd-missing-or-relative', "Server error: Error: ENOENT: no such file or directory, mkdir '/.notes'"],
  ['cwd-missing-or-relative', "OSError: [Errno 30] Read-only file system: 'logs'"],
  ['cwd-missing-or-relative', 'error: Current directory does not exist'],
  [
    'script-or-path-missing',
    "Error: Cannot find module '/home/ada/notes/build/index.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []",
  ],
  ['script-or-path-missing', "python3: can't open file '/home/ada/notes/server.py': [Errno 2] No such file or directory"],
  ['script-or-path-missing', 'Error: Unable to access jarfile /opt/notes/notes.jar'],
  ['script-or-path-missing', 'Error: spawn /home/ada/notes/.venv/bin/python ENOENT'],
  ['script-or-path-missing', 'error: Module not found "/home/ada/notes/index.ts"'],
  ['script-or-path-missing', 'bash: /opt/notes/run.sh: No such file or directory'],
  ['variable-not-expanded', "Error: Cannot find module '/work/${workspaceFolder}/dist/index.js'"],
  ['variable-not-expanded', 'Error: spawn ~/bin/notes-mcp ENOENT'],
  ['variable-not-expanded', '"http://127.0.0.1:${NOTES_PORT}/mcp" cannot be parsed as a URL.'],
  ['variable-not-expanded', 'getaddrinfo ENOTFOUND ${NOTES_HOST}'],
  ['placeholder-value', 'AuthenticationError: 401 Incorrect API key provided: YOUR_API_KEY. You can find your key in the settings.'],
  ['placeholder-value', 'getaddrinfo ENOTFOUND your-instance.notes.test'],
  ['value-whitespace', 'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["Authorization"]'],
  ['value-whitespace', "httpx.LocalProtocolError: Illegal header value b'Bearer abcdef\\n'"],
  ['value-whitespace', 'Error: spawn npx  ENOENT'],
  ['env-var-missing', 'Error: NOTES_API_TOKEN environment variable is required'],
  ['env-var-missing', "KeyError: 'NOTES_API_KEY'"],
  ['env-var-missing', 'Missing required environment variables: NOTES_URL, NOTES_TOKEN'],
  [
    'env-var-missing',
    'pydantic_core._pydantic_core.ValidationError: 1 validation error for NotesSettings\nnotes_api_key\n  Field required [type=missing, input_value={}, input_type=dict]',
  ],
  ['env-var-missing', 'run.sh: line 4: NOTES_HOME: unbound variable'],
  ['env-var-missing', 'Please set the NOTES_API_KEY environment variable'],
  ['env-var-missing', 'panic: required key NOTES_ADDR missing value'],
  ['env-var-missing', "thread 'main' panicked at src/main.rs:9:44:\nNOTES_TOKEN must be set: NotPresent"],
  ['env-var-missing', 'Missing environment variables: NOTES_TOKEN'],
  ['env-var-missing', 'The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the client with an apiKey option'],
  ['server-name-invalid', 'Invalid name my server. Names can only contain letters, numbers, hyphens, and underscores.'],
  ['server-name-invalid', 'Failed to add server: invalid name, only lowercase letters and underscores are allowed.'],
  ['server-name-invalid', "invalid server name 'my notes' (use letters, numbers, '-', '_')"],
  ['server-name-invalid', 'Error: "workspace" is a reserved MCP name'],
  ['server-name-collision', 'MCP server notes already exists in user config'],
  ['server-name-collision', '[Warning] [Conflicting scopes] "notes" is defined in several scopes'],
  ['server-disabled', '○ notes: node /srv/notes.js (stdio) - Disabled'],
  ['server-disabled', 'MCP server "notes" is disabled'],
  ['client-not-restarted', 'Configuration saved. Restart Claude Desktop for the changes to take effect.'],
  ['approval-or-trust-pending', 'notes: node /srv/notes.js - ⏸ Pending approval (run `claude` to approve)'],
  ['approval-or-trust-pending', 'Warning: MCP servers are configured but disabled because this folder is untrusted.'],
  [
    'approval-or-trust-pending',
    'Project-local config, hooks, and exec policies are disabled in the following folders until the project is trusted, but skills still load.',
  ],
  ['macos-quarantine', '“notes-mcp” cannot be opened because the developer cannot be verified.'],
  ['macos-quarantine', '$ xattr -l /usr/local/bin/notes-mcp\ncom.apple.quarantine: 0081;65000000;Safari;\nzsh: killed     notes-mcp'],
  ['macos-quarantine', 'Exception Type: EXC_CRASH (SIGKILL (Code Signature Invalid))'],
  ['macos-folder-privacy', "PermissionError: [Errno 1] Operation not permitted: '/Users/ada/Desktop/notes/server.py'"],
  ['macos-folder-privacy', "Error: EPERM: operation not permitted, open '/Users/ada/Documents/notes/index.js'"],
  ['macos-local-network-privacy', 'Error: connect EHOSTUNREACH 192.168.1.40:8123 - Local (192.168.1.7:52110)\n  errno: -65'],
  ['macos-local-network-privacy', 'On macOS Sequoia: dial tcp 10.0.0.12:9000: connect: no route to host'],
  ['macos-local-network-privacy', 'discovery failed: PolicyDenied(-65570)'],
  ['sandboxed-client', "npm error enoent ENOENT: no such file or directory, lstat '/home/ada/.var/app/com.visualstudio.code/data/node_modules'"],
  ['sandboxed-client', 'bwrap: execvp npx: No such file or directory\n(editor installed as Flatpak)'],
  ['sandboxed-client', 'Sandbox: node(812) deny(1) file-read-data /Users/ada/notes/index.js'],
];

describe('text alone', () => {
  test.each(TEXTS)('%s: %s', (cause, text) => {
    expect(explain(text)[0]?.split(' ')[0]).toBe(cause);
  });

  const OWN = new Set(TEXTS.map(([cause]) => cause));
  test.each([
    'Client error for command Unexpected token \'C\', "Connecting"... is not valid JSON',
    'Found 5 tools, 0 prompts, and 0 resources',
    'Server started and connected successfully { metadata: undefined }',
    'npm warn config optional Use `--omit=optional` to exclude optional dependencies',
    'connect ECONNREFUSED 127.0.0.1:3000',
    'getaddrinfo ENOTFOUND api.notes.test',
    "Error: Cannot find module 'express'\nRequire stack:\n- /srv/notes/index.js",
    'spawn uvx ENOENT',
    'HTTP 401 Unauthorized: {"error":"invalid_token"}',
    'WARN  the API key header is read from the Authorization header of each request',
    'Loaded 3 servers from ~/.cursor/mcp.json',
    'Server disconnected. For troubleshooting guidance, please visit our debugging documentation',
    'Error: listen EADDRINUSE: address already in use :::3000',
    'self signed certificate in certificate chain',
    'Restarting docker container notes-mcp to apply the update',
    'MCP error -32001: Request timed out',
    "EACCES: permission denied, mkdir '/usr/local/lib/node_modules'",
    'DeprecationWarning: The `punycode` module is deprecated.',
    'tool "search" is disabled for this agent',
  ])('another matter: %s', (text) => {
    const [first] = explain(text);
    expect(first === undefined || first.endsWith('possible') || !OWN.has(first.split(' ')[0] as CauseId)).toBe(true);
  });
});
