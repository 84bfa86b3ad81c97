import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { NO_EXPANSION, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'lm-studio',
  name: 'LM Studio',
  checked: 'lmstudio.ai/docs/app/mcp, read 2026-11-20; not run',
  kind: 'app',
  files: [{ scope: 'user', path: '~/.lmstudio/mcp.json', format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 0, known: 'recalled' }],
  parser: UNKNOWN_PARSER,
  dialect: { ...LENIENT_DIALECT, known: 'docs' },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('lm-studio'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  permissionAdvice: 'LM Studio asks before each call and offers to allow the tool from then on; it takes no rules from a file.',
  logs: [{ path: '~/.lmstudio/server-logs/*/*.log', what: 'client', known: 'recalled' }],
  reload: "save mcp.json in LM Studio's own editor (Program > Install > Edit mcp.json), which reloads the servers",
  processes: ['lm studio', 'lm-studio'],
  installed: ['~/.lmstudio', { darwin: '/Applications/LM Studio.app' }],
  notes: ["The file uses Cursor's notation.", 'The documentation names no path, only the way to the file through the Program tab.'],
};
