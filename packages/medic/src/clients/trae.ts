import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'trae',
  name: 'Trae',
  checked: 'volcengine.com documentation and issues of other tools, read 2026-11-20; not run',
  kind: 'app',
  files: [
    { ...MAP, scope: 'project', path: '{project}/.trae/mcp.json', fromProject: true, precedence: 0, known: 'docs' },
    { ...MAP, scope: 'user', path: electronData('Trae', 'User/mcp.json'), precedence: 1, known: 'third-party' },
    { ...MAP, scope: 'user', path: electronData('Trae', 'mcp.json'), precedence: 2, known: 'third-party' },
    { ...MAP, scope: 'user-cn', path: electronData('Trae CN', 'User/mcp.json'), precedence: 3, known: 'third-party' },
  ],
  parser: UNKNOWN_PARSER,
  dialect: { ...LENIENT_DIALECT, others: ['fromGalleryId', 'disabled'], known: 'docs' },
  expansion: { syntax: ['${workspaceFolder}'], where: EVERYWHERE, unset: 'literal', known: 'recalled' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('trae'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [],
  reload: 'switch the server off and on in Settings > MCP of Trae',
  processes: ['trae', 'trae cn'],
  installed: [electronData('Trae', 'User'), electronData('Trae CN', 'User')],
  notes: [
    'The project file counts only after "Enable Project MCP" is switched on, which is not stored in these files.',
    'The command may hold no spaces, and values of "env" must be strings.',
    'Sources disagree whether the user file lies in the User folder, so both places are looked at.',
  ],
};
