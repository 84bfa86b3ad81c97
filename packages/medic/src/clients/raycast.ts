import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { NO_EXPANSION, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const SUPPORT = '~/Library/Application Support/com.raycast.macos';

export const client: ClientDefinition = {
  id: 'raycast',
  name: 'Raycast',
  checked: "manual.raycast.com and other tools' source, read 2026-11-20; not run",
  kind: 'app',
  files: [
    {
      scope: 'user',
      path: { darwin: `${SUPPORT}/extensions/*/mcp-config.json` },
      format: 'json',
      servers: ['mcpServers'],
      shape: 'map',
      precedence: 0,
      known: 'third-party',
    },
  ],
  parser: UNKNOWN_PARSER,
  dialect: LENIENT_DIALECT,
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: { ...UNWATCHED_APP_LAUNCH, path: 'terminal', known: 'docs' },
  handshake: unwatchedHandshake('raycast'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [],
  reload: 'quit Raycast and start it again',
  processes: ['raycast'],
  installed: [{ darwin: SUPPORT }],
  notes: [
    'Servers are entered in a form ("Install MCP Server"); no file is documented. The file looked at lies in the support folder of an extension whose name is not fixed, and does not exist before "Manage MCP Servers" was opened once.',
    "PATH is read when Raycast starts: after a change of the shell's environment Raycast must be restarted.",
  ],
};
