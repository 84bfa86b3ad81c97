import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS, LENIENT_DIALECT } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'windsurf',
  name: 'Windsurf',
  checked: 'docs.windsurf.com and docs.devin.ai, read 2026-11-20; not run',
  kind: 'app',
  files: [
    { scope: 'user', path: '~/.codeium/windsurf/mcp_config.json', format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 0, known: 'docs' },
    { scope: 'user-jetbrains-plugin', path: '~/.codeium/mcp_config.json', format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 1, known: 'docs' },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    ...LENIENT_DIALECT,
    fields: { ...COMMON_FIELDS, type: 'type', url: ['serverUrl', 'url'], disabled: 'disabled' },
    toolLists: { without: 'disabledTools' },
    others: ['disabledTools', 'cwd'],
    known: 'docs',
  },
  expansion: { syntax: ['${env:VAR}', '${file:path}'], where: EVERYWHERE, unset: 'literal', known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('windsurf-client'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  limits: { tools: 100, known: 'docs' },
  permissionAdvice: 'In Windsurf switch tools off one by one in Settings > Cascade > MCP servers; it has no list of rules in a file that is documented.',
  logs: [{ path: electronData('Windsurf', 'logs/*/window*/exthost/codeium.windsurf/Windsurf.log'), what: 'client', known: 'recalled' }],
  reload: 'press Refresh in the MCP panel of Windsurf',
  processes: ['windsurf'],
  installed: ['~/.codeium/windsurf', { darwin: '/Applications/Windsurf.app' }],
  notes: [
    'The documentation takes "serverUrl" or "url" for a remote server; a third party reported on 2026-10-29 that only "serverUrl" connects. "serverUrl" is the safe choice.',
    'At most 100 tools are used over all servers; older builds took 50.',
    'There is no project scope.',
    'Enterprise users must switch MCP on in the settings, and administrators may allow servers by name.',
    'Time limits, log files and the environment of servers are not documented.',
  ],
};
