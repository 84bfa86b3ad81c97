import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS, LENIENT_DIALECT } from './shared/dialects.ts';
import { NO_EXPANSION, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map', known: 'third-party' } as const;

export const client: ClientDefinition = {
  id: 'antigravity',
  name: 'Google Antigravity',
  checked: "third parties' measurements of agy 1.1.26, read 2026-11-20; not run",
  kind: 'app',
  files: [
    { ...MAP, scope: 'project', path: '{project}/.agents/mcp_config.json', fromProject: true, precedence: 0 },
    { ...MAP, scope: 'project', path: '{project}/.agent/mcp_config.json', fromProject: true, precedence: 1 },
    { ...MAP, scope: 'project', path: '{project}/_agents/mcp_config.json', fromProject: true, precedence: 2 },
    { ...MAP, scope: 'project', path: '{project}/_agent/mcp_config.json', fromProject: true, precedence: 3 },
    { ...MAP, scope: 'user', path: '~/.gemini/config/mcp_config.json', precedence: 4 },
    { ...MAP, scope: 'user-ide', path: '~/.gemini/antigravity/mcp_config.json', precedence: 5 },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    ...LENIENT_DIALECT,
    fields: { ...COMMON_FIELDS, type: 'type', url: ['serverUrl', 'url'], disabled: 'disabled' },
    toolLists: { without: 'disabledTools' },
    others: ['disabledTools', 'cwd', 'authProviderType'],
    urlAndCommand: 'url-wins',
    known: 'third-party',
  },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('antigravity'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [{ path: electronData('Antigravity', 'logs/*/window*/mcpServer.mcp.config.*.{server}.log'), what: 'server', known: 'third-party' }],
  reload: "press Refresh in Antigravity's MCP server list; for the CLI, start agy again",
  processes: ['antigravity', 'agy'],
  installed: ['~/.gemini/antigravity', '~/.gemini/config', { darwin: '/Applications/Antigravity.app' }],
  notes: [
    'A file that is no JSON, or whose root or "mcpServers" is no object, ends agy with an error that names the file; a bad entry is dropped without a word.',
    '"serverUrl" wins over "command" when both are there.',
    '`agy mcp list` does not check tokens.',
    'The CLI reads ~/.gemini/config, the IDE an older place below ~/.gemini/antigravity.',
  ],
};
