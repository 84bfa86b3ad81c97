import type { ClientDefinition } from '../model/index.ts';
import { CURSOR_PERMISSIONS } from './permissions/cursor.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'cursor',
  name: 'Cursor',
  checked: 'cursor.com/docs/mcp and logs users pasted into issues, read 2026-11-20; not run',
  kind: 'app',
  files: [
    {
      scope: 'project',
      path: '{project}/.cursor/mcp.json',
      format: 'json',
      servers: ['mcpServers'],
      shape: 'map',
      fromProject: true,
      precedence: 0,
      known: 'docs',
    },
    { scope: 'user', path: '~/.cursor/mcp.json', format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 1, known: 'docs' },
  ],
  unread: [
    { path: '~/.cursor/settings.json', format: 'jsonc', servers: ['mcpServers'], insteadOf: '~/.cursor/mcp.json', known: 'recalled' },
    { path: '{project}/.cursor/settings.json', format: 'jsonc', servers: ['mcpServers'], insteadOf: '{project}/.cursor/mcp.json', known: 'recalled' },
  ],
  parser: UNKNOWN_PARSER,
  dialect: { ...LENIENT_DIALECT, fields: { ...LENIENT_DIALECT.fields, envFile: 'envFile' }, others: ['auth'] },
  expansion: {
    syntax: ['${env:VAR}', '${userHome}', '${workspaceFolder}', '${workspaceFolderBasename}', '${pathSeparator}', '${/}'],
    where: EVERYWHERE,
    unset: 'literal',
    known: 'third-party',
  },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('cursor-vscode'),
  http: UNWATCHED_HTTP,
  timeout: { connectMs: 60_000, known: 'third-party' },
  limits: { tools: 80, combinedNameLength: 60, known: 'third-party' },
  permissions: CURSOR_PERMISSIONS,
  logs: [
    { path: electronData('Cursor', 'logs/*/window*/exthost/anysphere.cursor-mcp/MCP user-{server}.log'), what: 'server', known: 'third-party' },
    { path: electronData('Cursor', 'logs/*/window*/exthost/anysphere.cursor-mcp/*.log'), what: 'client', known: 'third-party' },
  ],
  reload: 'switch the server off and on in Settings > MCP, or reload the Cursor window',
  processes: ['cursor'],
  installed: ['~/.cursor', { darwin: '/Applications/Cursor.app' }],
  notes: [
    'A URL entry is tried as Streamable HTTP first and as SSE after that, so one dead endpoint logs two errors.',
    '"No server info found" and "No stored tools found" also appear before any connection and on healthy servers.',
    '"Failed to open SSE stream" comes from the optional GET stream; the tools may work all the same.',
    'Tools whose server name and tool name together are longer than 60 characters are left out.',
    'A limit of 40 tools (early 2025) became a warning at 80 (September 2025); newer builds load tools as they are needed.',
    'Which servers are switched off is not stored in mcp.json.',
    'Started from the Dock or the Start menu, Cursor may lack the PATH of the shell.',
  ],
};
