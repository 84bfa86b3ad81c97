import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { NO_EXPANSION, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map', known: 'recalled' } as const;

export const client: ClientDefinition = {
  id: 'jetbrains',
  name: 'JetBrains Junie',
  checked: 'jetbrains.com/help for AI Assistant 2026.1 and Junie, read 2026-11-20; not run',
  kind: 'app',
  files: [
    { ...MAP, scope: 'project', path: '{project}/.junie/mcp/mcp.json', fromProject: true, precedence: 0 },
    { ...MAP, scope: 'user', path: '~/.junie/mcp/mcp.json', precedence: 1 },
  ],
  parser: UNKNOWN_PARSER,
  dialect: LENIENT_DIALECT,
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('junie'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [],
  reload: 'open Settings > Tools > Junie > MCP Settings and switch the server off and on, or restart the IDE',
  installed: ['~/.junie'],
  notes: [
    "AI Assistant keeps its servers inside the IDE (Settings > Tools > AI Assistant > Model Context Protocol), in no file that could be read; these files are Junie's.",
    "AI Assistant 2026.1 lists stdio and Streamable HTTP, not SSE; older versions took stdio only. Junie's documentation speaks of stdio only.",
  ],
};
