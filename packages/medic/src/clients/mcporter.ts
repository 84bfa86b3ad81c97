import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS, LENIENT_DIALECT } from './shared/dialects.ts';
import { JSON_WITH_COMMENTS } from './shared/parsers.ts';
import { NODE_SDK_HTTP, TS_SDK_HANDSHAKE } from './shared/wire.ts';

const MAP = { format: 'jsonc', servers: ['mcpServers'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'mcporter',
  name: 'mcporter',
  checked: 'mcporter 0.12.3 run on Linux, 2026-11-20',
  kind: 'cli',
  files: [
    { ...MAP, scope: 'project', path: '{project}/config/mcporter.json', fromProject: true, precedence: 0, known: 'tested' },
    { ...MAP, scope: 'user', path: '~/.mcporter/mcporter.json', precedence: 1, known: 'docs' },
    { ...MAP, scope: 'user', path: '~/.mcporter/mcporter.jsonc', precedence: 2, known: 'docs' },
  ],
  parser: { ...JSON_WITH_COMMENTS, bom: 'refused', known: 'tested' },
  dialect: {
    ...LENIENT_DIALECT,
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd', url: ['baseUrl', 'url', 'serverUrl'] },
    urlWithoutType: 'http-then-sse',
    others: ['description', 'auth', 'tokenCacheDir', 'clientName', 'oauthRedirectUrl', 'lifecycle', 'imports'],
    wrongValueType: 'file',
    known: 'tested',
  },
  expansion: { syntax: ['${VAR}', '${VAR:-default}'], where: ['command', 'args', 'env', 'url', 'headers'], unset: 'file-refused', known: 'tested' },
  launch: { env: 'all', path: 'terminal', cwd: 'config-dir', honoursCwdField: true, splitsCommand: true, windowsShims: 'resolves', known: 'tested' },
  handshake: { ...TS_SDK_HANDSHAKE, clientInfo: { name: 'mcporter', version: '0.12.3' }, known: 'tested' },
  http: { ...NODE_SDK_HTTP, fallback: 'sse', known: 'tested' },
  timeout: { connectMs: 30_000, raise: 'Pass --timeout 60000 (milliseconds) on the command line.', known: 'tested' },
  status: {
    argv: ['mcporter', 'list', '--json', '--no-oauth'],
    answer: { kind: 'json', field: 'status' },
    marks: [
      ['ok', 'connected'],
      ['auth', 'needs-login'],
      ['offline', 'failed'],
      ['http', 'failed'],
      ['error', 'failed'],
    ],
    limitMs: 45_000,
    known: 'tested',
  },
  logs: [],
  reload: 'run mcporter again',
  installed: ['~/.mcporter'],
  notes: [
    'A server starts in the folder of its config file, so ./server.js beside the project is not found from config/mcporter.json.',
    'A command with spaces is split into words, which no other client does.',
    'One value of the wrong type, or one variable that is not set, stops the whole list.',
    'A file with a byte order mark is passed over with a warning.',
    'The error shown after a failed remote connection is that of the SSE attempt, which hides the first.',
    "Servers of Cursor, Claude, Codex, Windsurf, opencode and VS Code are taken over as well; a project's .mcp.json is not.",
    'MCPORTER_CONFIG or --config names one file and switches merging off.',
  ],
};
