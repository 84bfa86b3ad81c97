import type { ClientDefinition } from '../model/index.ts';
import { GEMINI_STATE_FILES, gateGemini } from './gates/gemini-cli.ts';
import { GEMINI_PERMISSIONS } from './permissions/gemini-cli.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { STRICT_JSON } from './shared/parsers.ts';
import { NODE_SDK_HTTP, TS_SDK_HANDSHAKE } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  checked: 'Gemini CLI 0.61.0 run on Linux, 2026-11-20, and its source',
  kind: 'cli',
  files: [
    {
      ...MAP,
      scope: 'system',
      path: {
        darwin: '/Library/Application Support/GeminiCli/settings.json',
        win32: '%ProgramData%/gemini-cli/settings.json',
        linux: '/etc/gemini-cli/settings.json',
      },
      precedence: 0,
      known: 'code',
    },
    { ...MAP, scope: 'project', path: '{project}/.gemini/settings.json', fromProject: true, precedence: 1, known: 'tested' },
    { ...MAP, scope: 'user', path: '{$GEMINI_CLI_HOME|~}/.gemini/settings.json', precedence: 2, known: 'tested' },
    {
      ...MAP,
      scope: 'system-defaults',
      path: {
        darwin: '/Library/Application Support/GeminiCli/system-defaults.json',
        win32: '%ProgramData%/gemini-cli/system-defaults.json',
        linux: '/etc/gemini-cli/system-defaults.json',
      },
      precedence: 3,
      known: 'code',
    },
  ],
  stateFiles: GEMINI_STATE_FILES,
  gate: gateGemini,
  parser: { ...STRICT_JSON, comments: 'accepted', known: 'tested' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd', url: ['httpUrl', 'url'], timeout: { name: 'timeout', unitMs: 1, affectsConnect: true } },
    types: { http: 'http', sse: 'sse', stdio: 'stdio' },
    urlFieldTransport: { httpUrl: 'http' },
    urlWithoutType: 'http',
    urlAndCommand: 'url-wins',
    toolLists: { only: 'includeTools', without: 'excludeTools' },
    others: ['trust', 'description', 'includeTools', 'excludeTools', 'oauth', 'authProviderType', 'targetAudience', 'targetServiceAccount', 'extension', 'tcp'],
    wrongValueType: 'entry',
    unknownField: 'warned',
    known: 'tested',
  },
  expansion: { syntax: ['$VAR', '${VAR}', '${VAR:-default}'], where: EVERYWHERE, unset: 'literal', unsetInEnv: 'empty', known: 'tested' },
  writing: { type: 'remote', known: 'tested' },
  launch: { env: 'no-secrets', adds: { GEMINI_CLI: '1' }, path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'resolves', known: 'tested' },
  handshake: {
    ...TS_SDK_HANDSHAKE,
    offers: '2025-06-18',
    clientInfo: { name: 'mcp-test-client', version: '0.0.1' },
    capabilities: {},
    listsTools: false,
    known: 'tested',
  },
  http: { ...NODE_SDK_HTTP, sendsVersionHeader: false, proxy: 'none', known: 'tested' },
  timeout: {
    connectMs: 600_000,
    listCommandMs: 5000,
    listCommand: 'gemini mcp list',
    listKnown: 'tested',
    raise: 'Add "timeout": 60000 (milliseconds) to the entry.',
    known: 'code',
  },
  names: { advice: 'Keep underscores out of server names: tool names are put together as mcp_server_tool and split at the first underscore.', known: 'docs' },
  status: {
    argv: ['gemini', 'mcp', 'list'],
    answer: { kind: 'lines', pattern: '^\\S+ {name}(?: \\(from [^)]*\\))?: ' },
    marks: [
      ['- Disconnected', 'failed'],
      ['- Disabled', 'pending'],
      ['- Connected', 'connected'],
    ],
    limitMs: 30_000,
    known: 'tested',
  },
  permissions: GEMINI_PERMISSIONS,
  logs: [],
  reload: 'run /mcp refresh in Gemini CLI, or start a new session',
  processes: ['gemini'],
  installed: ['{$GEMINI_CLI_HOME|~}/.gemini'],
  notes: [
    'A URL without a type means Streamable HTTP only; documentation that says SSE is older. "httpUrl" is deprecated and wins over "url".',
    'Variables whose names look secret (TOKEN, SECRET, PASSWORD, KEY, AUTH, CREDENTIAL, PRIVATE, CERT and some fixed names) are not passed on to servers; declare them in "env".',
    'A variable that is not set becomes an empty string in "env" and stays as written in "args".',
    '`gemini mcp list` gives up after 5 seconds and prints only Connected or Disconnected; a session waits up to 600 seconds.',
    'The list command says initialize and ping and never lists tools; it introduces itself as mcp-test-client.',
    'stdio servers do not start in a folder that is not trusted, user-level ones included. Folder trust is on by default in 0.61.0.',
    'Tool names longer than 63 characters are shortened in the middle, and characters outside letters, digits and _ . : - become underscores.',
    'Stderr of servers is shown only with --debug.',
    'GEMINI_CLI_SYSTEM_SETTINGS_PATH moves the system file.',
  ],
};
