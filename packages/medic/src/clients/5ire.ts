import type { ClientDefinition } from '../model/index.ts';
import { gate5ire } from './gates/5ire.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { SDK_ENV_NAMES } from './shared/environment.ts';
import { NO_EXPANSION } from './shared/launch.ts';
import { STRICT_JSON } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

/** The SDK's names without PROGRAMFILES, and the certificate variable (src/main/mcp.ts, read 2026-11-20). */
const PASSED_ON = [...new Set([...SDK_ENV_NAMES.posix, ...SDK_ENV_NAMES.win32.filter((name) => name !== 'PROGRAMFILES'), 'NODE_EXTRA_CA_CERTS'])];

export const client: ClientDefinition = {
  id: '5ire',
  name: '5ire',
  checked: 'nanbingxyz/5ire source, read 2026-11-20; not run',
  kind: 'app',
  files: [{ scope: 'user', path: electronData('5ire', 'mcp.json'), format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 0, known: 'code' }],
  gate: gate5ire,
  parser: { ...STRICT_JSON, known: 'code' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, enabled: 'isActive' },
    types: {},
    urlWithoutType: 'http-then-sse',
    urlAndCommand: 'url-wins',
    others: ['key', 'name', 'type', 'description', 'homepage', 'proxy', 'capabilities', 'approvalPolicy', 'projectId'],
    wrongValueType: 'accepted',
    unknownField: 'ignored',
    known: 'code',
  },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  writing: { adds: { isActive: true }, known: 'code' },
  launch: { env: { names: PASSED_ON }, path: 'session', cwd: 'root-or-unknown', honoursCwdField: false, windowsShims: 'resolves', known: 'code' },
  handshake: unwatchedHandshake('5ire'),
  http: { ...UNWATCHED_HTTP, known: 'code' },
  timeout: { connectMs: 300_000, known: 'code' },
  logs: [],
  reload: 'switch the server off and on in 5ire under Tools',
  processes: ['5ire'],
  installed: [electronData('5ire', 'mcp.json'), { darwin: '/Applications/5ire.app' }],
  notes: [
    'Only entries with "isActive": true are started, and 5ire takes that mark away itself when a start fails.',
    'A URL that ends in "sse" is tried as SSE first, any other as Streamable HTTP first, and the other way after that.',
    'PATH cannot be changed in "env": 5ire puts its own PATH over it.',
    'On Windows "npx" is started as npx.cmd.',
    'The list of tools must arrive within 15 seconds.',
  ],
};
