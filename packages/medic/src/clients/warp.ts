import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS, LENIENT_DIALECT } from './shared/dialects.ts';
import { NO_EXPANSION, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], alsoServers: [['servers'], ['mcp_servers']], shape: 'map', known: 'code' } as const;

export const client: ClientDefinition = {
  id: 'warp',
  name: 'Warp',
  checked: 'warpdotdev/Warp source of 2026-05-19, read 2026-11-20; not run',
  kind: 'app',
  files: [
    { ...MAP, scope: 'project', path: '{project}/.warp/.mcp.json', fromProject: true, precedence: 0 },
    { ...MAP, scope: 'user', path: '~/.warp/.mcp.json', precedence: 1 },
  ],
  parser: UNKNOWN_PARSER,
  dialect: { ...LENIENT_DIALECT, fields: { ...COMMON_FIELDS, type: 'type', cwd: 'working_directory', url: ['url', 'serverUrl'] }, known: 'code' },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('warp'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [{ path: { darwin: '~/Library/Application Support/dev.warp.Warp-Stable/mcp/*.log' }, what: 'client', known: 'third-party' }],
  reload: 'stop and start the server in Settings > AI > MCP servers of Warp',
  processes: ['warp', 'stable'],
  installed: ['~/.warp', { darwin: '/Applications/Warp.app' }],
  notes: [
    "Warp also reads ~/.claude.json, ~/.codex/config.toml, ~/.agents/.mcp.json and the project's .mcp.json, .codex/config.toml and .agents/.mcp.json, which are checked here for the clients they belong to.",
    "Servers of a project never start by themselves, and those of other clients' files only with the switch for file-based servers on; neither switch is stored in these files.",
    "Each server has a log file of its own with a random name in Warp's log folder.",
  ],
};
