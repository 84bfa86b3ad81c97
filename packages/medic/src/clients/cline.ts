import type { ClientDefinition } from '../model/index.ts';
import { CLINE_PERMISSIONS } from './permissions/in-entry.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { vscodeUser } from './shared/places.ts';
import { NODE_SDK_HTTP, TS_SDK_HANDSHAKE } from './shared/wire.ts';

const CURRENT = '{$CLINE_DIR|~/.cline}/data/settings/cline_mcp_settings.json';
const WRONG = { format: 'json', servers: ['mcpServers'], insteadOf: CURRENT, known: 'code' } as const;

export const client: ClientDefinition = {
  id: 'cline',
  name: 'Cline',
  checked: 'Cline CLI 3.0.65 run on Linux, 2026-11-20, and the source of the extension of 2026-08-22',
  kind: 'app',
  files: [{ scope: 'user', path: CURRENT, format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 0, known: 'tested' }],
  unread: [
    { ...WRONG, path: vscodeUser('globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json') },
    { ...WRONG, path: '~/Documents/Cline/MCP/cline_mcp_settings.json' },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd', timeout: { name: 'timeout', unitMs: 1000, affectsConnect: true }, disabled: 'disabled' },
    types: { stdio: 'stdio', streamableHttp: 'http', sse: 'sse' },
    nested: 'transport',
    urlWithoutType: 'sse',
    toolLists: { approved: 'autoApprove' },
    others: ['autoApprove', 'alwaysAllow', 'oauth', 'metadata', 'transportType', 'remoteConfigured'],
    wrongValueType: 'entry',
    unknownField: 'ignored',
    known: 'code',
  },
  expansion: { syntax: ['${env:VAR}'], where: EVERYWHERE, unset: 'literal', known: 'code' },
  launch: {
    env: 'all',
    adds: { CLINE_CONNECTOR_CLI_LAUNCH: '1' },
    path: 'terminal',
    cwd: 'project',
    honoursCwdField: true,
    windowsShims: 'resolves',
    known: 'tested',
  },
  handshake: { ...TS_SDK_HANDSHAKE, offersOnStdio: '2024-11-05', clientInfo: { name: '@cline/core', version: '0.0.0' }, capabilities: {}, known: 'tested' },
  http: { ...NODE_SDK_HTTP, known: 'code' },
  timeout: { connectMs: 60_000, raise: 'Add "timeout": 120 (seconds, 1 to 3600) to the entry.', known: 'code' },
  permissions: CLINE_PERMISSIONS,
  logs: [{ path: '{$CLINE_DIR|~/.cline}/data/logs/cline.log', what: 'client', known: 'tested' }],
  reload: "press Restart beside the server in Cline's MCP panel; for the CLI, start a new session",
  processes: ['cline'],
  installed: ['{$CLINE_DIR|~/.cline}', vscodeUser('globalStorage/saoudrizwan.claude-dev')],
  notes: [
    "Extension and CLI share one file below ~/.cline. The file in VS Code's globalStorage, which most articles name, is only read once, to take its servers over.",
    'The word for Streamable HTTP is "streamableHttp"; "http" is not accepted, and a URL without a type means SSE.',
    'The CLI passes its whole environment to servers (measured); the extension passes only the short list of the TypeScript SDK plus "env" (its source).',
    'On stdio the CLI offers protocol version 2024-11-05, on HTTP 2025-11-25.',
    'The CLI writes the connection fields one level down, under "transport".',
  ],
};
