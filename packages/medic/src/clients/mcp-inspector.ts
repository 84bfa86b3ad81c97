import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { NO_EXPANSION } from './shared/launch.ts';
import { STRICT_JSON } from './shared/parsers.ts';
import { NODE_SDK_HTTP, TS_SDK_HANDSHAKE } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'mcp-inspector',
  name: 'MCP Inspector',
  checked: 'MCP Inspector 2.12.0 run on Linux, 2026-11-20',
  kind: 'cli',
  files: [{ scope: 'user', path: '~/.mcp-inspector/mcp.json', format: 'json', servers: ['mcpServers'], shape: 'map', precedence: 0, known: 'docs' }],
  parser: { ...STRICT_JSON, known: 'tested' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd', timeout: { name: 'connectionTimeout', unitMs: 1, affectsConnect: true } },
    types: { stdio: 'stdio', 'streamable-http': 'http', http: 'http', sse: 'sse' },
    urlWithoutType: 'stdio',
    wrongValueType: 'accepted',
    unknownField: 'ignored',
    known: 'tested',
  },
  expansion: { ...NO_EXPANSION, known: 'tested' },
  writing: { type: 'always', known: 'docs' },
  launch: { env: 'sdk', path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'resolves', known: 'tested' },
  handshake: { ...TS_SDK_HANDSHAKE, clientInfo: { name: 'inspector-cli', version: '2.12.0' }, known: 'tested' },
  http: { ...NODE_SDK_HTTP, known: 'tested' },
  timeout: { connectMs: 30_000, raise: 'Pass --connect-timeout 60000 (milliseconds), or set connectionTimeout on the server.', known: 'tested' },
  logs: [],
  reload: 'start the Inspector again',
  installed: ['~/.mcp-inspector'],
  notes: [
    'The CLI ends with 0 when it connected, 3 when the server wants authentication and 4 when it cannot be reached.',
    'A URL without a type is taken for a command and fails with a message about "file".',
    'Servers get six environment variables on POSIX and twelve on Windows, plus "env".',
    'MCP_CATALOG_PATH names another catalog file; --config names a file that is only read.',
    'A 301 is not followed; the message names the address to use instead.',
    'Version 2 needs Node 22.19 or later; the old version stands under the tag v1-latest.',
  ],
};
