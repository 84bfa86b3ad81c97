import type { ClientDefinition } from '../model/index.ts';
import { ROO_PERMISSIONS } from './permissions/in-entry.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { vscodeUser } from './shared/places.ts';
import { NODE_SDK_HTTP, unwatchedHandshake } from './shared/wire.ts';

const STORAGE = 'globalStorage/rooveterinaryinc.roo-cline';

export const client: ClientDefinition = {
  id: 'roo-code',
  name: 'Roo Code',
  checked: 'RooCodeInc/Roo-Code source of 2026-04-14, read 2026-11-20; not run',
  kind: 'app',
  files: [
    {
      scope: 'project',
      path: '{project}/.roo/mcp.json',
      format: 'json',
      servers: ['mcpServers'],
      shape: 'map',
      fromProject: true,
      precedence: 0,
      known: 'code',
    },
    {
      scope: 'user',
      path: vscodeUser(`${STORAGE}/settings/mcp_settings.json`),
      format: 'json',
      servers: ['mcpServers'],
      shape: 'map',
      precedence: 1,
      known: 'code',
    },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd', timeout: { name: 'timeout', unitMs: 1000, affectsConnect: false }, disabled: 'disabled' },
    types: { stdio: 'stdio', 'streamable-http': 'http', sse: 'sse' },
    urlWithoutType: 'refused',
    toolLists: { without: 'disabledTools', approved: 'alwaysAllow' },
    others: ['alwaysAllow', 'watchPaths', 'disabledTools'],
    wrongValueType: 'entry',
    unknownField: 'ignored',
    known: 'code',
  },
  expansion: { syntax: ['${env:VAR}', '${workspaceFolder}'], where: EVERYWHERE, unset: 'literal', known: 'code' },
  launch: { env: 'sdk', path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'wraps-in-cmd', known: 'code' },
  handshake: unwatchedHandshake('Roo Code'),
  http: { ...NODE_SDK_HTTP, trust: 'unknown', known: 'code' },
  timeout: { connectMs: 60_000, known: 'code' },
  permissions: ROO_PERMISSIONS,
  logs: [],
  reload: 'save the file: Roo Code watches it; if nothing changes, press Restart beside the server in its MCP panel',
  processes: ['code'],
  installed: [vscodeUser(STORAGE)],
  notes: [
    'A URL needs "type": "streamable-http" or "sse", spelled with a hyphen.',
    'Servers get the short variable list of the TypeScript SDK plus "env", not the editor\'s environment.',
    'On Windows every command is wrapped in "cmd.exe /c" unless the entry does so itself.',
    '"timeout" counts seconds (1 to 3600, default 60) and limits tool calls.',
    'Backslashes in expanded values become slashes.',
  ],
};
