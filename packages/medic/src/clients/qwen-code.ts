import type { ClientDefinition, EntryDialect } from '../model/index.ts';
import { gateQwen, QWEN_STATE_FILES } from './gates/qwen-code.ts';
import { QWEN_PERMISSIONS } from './permissions/qwen-code.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { JSON_WITH_COMMENTS } from './shared/parsers.ts';
import { NODE_SDK_HTTP, TS_SDK_HANDSHAKE } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map' } as const;
const FIELDS: EntryDialect['fields'] = { ...COMMON_FIELDS, cwd: 'cwd', url: ['httpUrl', 'url'], timeout: { name: 'timeout', unitMs: 1, affectsConnect: true } };

const DIALECT: EntryDialect = {
  command: 'string',
  fields: FIELDS,
  types: {},
  urlFieldTransport: { httpUrl: 'http', url: 'sse' },
  urlWithoutType: 'sse',
  urlAndCommand: 'url-wins',
  ignored: ['type'],
  toolLists: { only: 'includeTools', without: 'excludeTools' },
  others: ['trust', 'description', 'includeTools', 'excludeTools', 'oauth', 'authProviderType', 'tcp', 'scope', 'discoveryTimeoutMs', 'alwaysLoadTools'],
  wrongValueType: 'accepted',
  unknownField: 'ignored',
  known: 'tested',
};

/** In `.mcp.json` the type word of Claude Code's notation is understood (a third party's reading of the source). */
const MCP_JSON_DIALECT: EntryDialect = {
  ...DIALECT,
  fields: { ...FIELDS, type: 'type' },
  types: { http: 'http', 'streamable-http': 'http', sse: 'sse', stdio: 'stdio' },
  urlFieldTransport: { httpUrl: 'http' },
  ignored: [],
  known: 'third-party',
};

export const client: ClientDefinition = {
  id: 'qwen-code',
  name: 'Qwen Code',
  checked: 'Qwen Code 0.24.4 run on Linux, 2026-11-20',
  kind: 'cli',
  files: [
    { ...MAP, scope: 'system', path: { linux: '/etc/qwen-code/settings.json' }, precedence: 0, known: 'tested' },
    { ...MAP, scope: 'workspace', path: '{project}/.qwen/settings.json', fromProject: true, precedence: 1, known: 'tested' },
    {
      ...MAP,
      scope: 'project',
      path: '{project}/.mcp.json',
      fromProject: true,
      shared: true,
      precedence: 2,
      differs: { dialect: MCP_JSON_DIALECT },
      known: 'tested',
    },
    { ...MAP, scope: 'user', path: '{$QWEN_HOME|~/.qwen}/settings.json', precedence: 3, known: 'tested' },
  ],
  stateFiles: QWEN_STATE_FILES,
  gate: gateQwen,
  parser: { ...JSON_WITH_COMMENTS, trailingComma: 'refused', known: 'tested' },
  dialect: DIALECT,
  expansion: { syntax: ['$VAR', '${VAR}'], where: EVERYWHERE, unset: 'literal', known: 'tested' },
  launch: { env: 'all', path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'resolves', known: 'tested' },
  handshake: {
    ...TS_SDK_HANDSHAKE,
    clientInfo: { name: 'mcp-test-client', version: '0.0.1' },
    capabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } },
    listsTools: false,
    known: 'tested',
  },
  http: { ...NODE_SDK_HTTP, userAgent: 'undici', known: 'tested' },
  timeout: {
    connectMs: 60_000,
    listCommandMs: 10_000,
    listCommand: 'qwen mcp list',
    listKnown: 'tested',
    raise: 'Add "timeout": 60000 (milliseconds) to the entry; `qwen mcp list` still gives up after 10 seconds.',
    known: 'recalled',
  },
  status: {
    argv: ['qwen', 'mcp', 'list'],
    answer: { kind: 'lines', pattern: '^\\S+ {name}(?: \\(from [^)]*\\))?: ' },
    marks: [
      ['- Disconnected', 'failed'],
      ['Pending approval', 'pending'],
      ['- Connected', 'connected'],
    ],
    limitMs: 40_000,
    known: 'tested',
  },
  permissions: QWEN_PERMISSIONS,
  logs: [],
  reload: 'start a new Qwen Code session',
  processes: ['qwen'],
  installed: ['{$QWEN_HOME|~/.qwen}'],
  notes: [
    '"url" always means SSE, whatever "type" says, and "httpUrl" means Streamable HTTP. Gemini CLI, from which Qwen Code descends, changed this; Qwen Code did not.',
    '${VAR:-default} is not replaced.',
    '`qwen mcp list` gives up after 10 seconds, whatever the entry says; the limit of a session was not measured.',
    'The list command only says initialize, so Connected says nothing about tools.',
    'Servers of a project, in .mcp.json or .qwen/settings.json, wait for approval. `qwen mcp approve NAME` gives it; any change of the entry takes it away.',
    'A settings file that is no JSON is reported as "Cannot read operator sandbox policy" and copied aside.',
  ],
};
