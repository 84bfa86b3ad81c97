import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { OWN_GRAMMAR } from './shared/parsers.ts';
import { NODE_SDK_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'librechat',
  name: 'LibreChat',
  checked: 'librechat.ai documentation and librechat-data-provider 0.8.524, read 2026-11-20; not run',
  kind: 'cli',
  files: [
    {
      scope: 'server',
      path: '{project}/librechat.yaml',
      format: 'yaml',
      servers: ['mcpServers'],
      shape: 'map',
      fromProject: true,
      precedence: 0,
      known: 'docs',
    },
  ],
  parser: { ...OWN_GRAMMAR, known: 'recalled' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', timeout: { name: 'initTimeout', unitMs: 1, affectsConnect: true } },
    types: { stdio: 'stdio', 'streamable-http': 'http', http: 'http', sse: 'sse' },
    otherTypes: ['websocket'],
    urlWithoutType: 'sse',
    others: [
      'title',
      'description',
      'startup',
      'iconPath',
      'timeout',
      'sseReadTimeout',
      'chatMenu',
      'serverInstructions',
      'requiresOAuth',
      'oauth',
      'oauth_headers',
      'customUserVars',
      'proxy',
      'apiKey',
      'stderr',
    ],
    wrongValueType: 'file',
    unknownField: 'ignored',
    known: 'docs',
  },
  expansion: { syntax: ['${VAR}', '{{USER_VAR}}'], where: EVERYWHERE, unset: 'literal', known: 'docs' },
  writing: { type: 'always', known: 'docs' },
  launch: { env: 'sdk', path: 'terminal', cwd: 'project', honoursCwdField: false, windowsShims: 'resolves', known: 'recalled' },
  handshake: unwatchedHandshake('@librechat/api-client'),
  http: { ...NODE_SDK_HTTP, known: 'recalled' },
  timeout: { connectMs: 30_000, raise: 'Add initTimeout: 60000 (milliseconds) to the entry.', known: 'recalled' },
  logs: [{ path: '{project}/logs/error-*.log', what: 'client', known: 'recalled' }],
  reload: 'restart LibreChat',
  notes: [
    'The file belongs to the LibreChat server, which often runs in Docker: commands, paths and localhost are then those of the container.',
    'CONFIG_PATH names another file.',
    'A URL without a type is taken by its scheme; the documented example without a type is an SSE address.',
    '{{…}} values are filled in per user, so a server may work for one user and not for another.',
    'mcpSettings.allowedDomains and allowedAddresses may forbid an address.',
    'The key "mcpServers" below "interface" is about permissions and holds no servers.',
  ],
};
