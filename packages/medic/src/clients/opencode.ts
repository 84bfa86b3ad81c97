import type { ClientDefinition } from '../model/index.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { JSON_WITH_COMMENTS } from './shared/parsers.ts';
import { TS_SDK_HANDSHAKE } from './shared/wire.ts';

const MAP = { format: 'jsonc', servers: ['mcp'], shape: 'map' } as const;
const GLOBAL = '{$XDG_CONFIG_HOME|~/.config}/opencode';

export const client: ClientDefinition = {
  id: 'opencode',
  name: 'opencode',
  checked: 'opencode 1.18.33 run on Linux, 2026-11-20',
  kind: 'cli',
  files: [
    { ...MAP, scope: 'project', path: '{project}/.opencode/opencode.json', fromProject: true, precedence: 0, known: 'tested' },
    { ...MAP, scope: 'project', path: '{ancestors}/opencode.jsonc', fromProject: true, precedence: 1, known: 'tested' },
    { ...MAP, scope: 'project', path: '{ancestors}/opencode.json', fromProject: true, precedence: 2, known: 'tested' },
    { ...MAP, scope: 'user', path: `${GLOBAL}/opencode.jsonc`, precedence: 3, known: 'tested' },
    { ...MAP, scope: 'user', path: `${GLOBAL}/opencode.json`, precedence: 4, known: 'tested' },
    { ...MAP, scope: 'user', path: `${GLOBAL}/config.json`, precedence: 5, known: 'tested' },
  ],
  unread: [{ path: '{project}/.agents/mcp.json', format: 'json', servers: ['mcpServers'], insteadOf: '{project}/opencode.json', known: 'tested' }],
  parser: { ...JSON_WITH_COMMENTS, known: 'tested' },
  dialect: {
    command: 'array',
    fields: {
      type: 'type',
      command: 'command',
      env: 'environment',
      cwd: 'cwd',
      url: ['url'],
      headers: 'headers',
      timeout: { name: 'timeout', unitMs: 1, affectsConnect: true },
      enabled: 'enabled',
    },
    types: { local: 'stdio', remote: 'http' },
    typeRequired: true,
    urlWithoutType: 'refused',
    ignored: ['env'],
    refused: { args: 'command' },
    others: ['oauth'],
    wrongValueType: 'file',
    unknownField: 'ignored',
    known: 'tested',
  },
  expansion: { syntax: ['{env:VAR}', '{file:path}'], where: EVERYWHERE, unset: 'empty', known: 'tested' },
  launch: {
    env: 'all',
    adds: { AGENT: '1', OPENCODE: '1' },
    path: 'terminal',
    cwd: 'project',
    honoursCwdField: true,
    windowsShims: 'unknown',
    known: 'tested',
  },
  handshake: { ...TS_SDK_HANDSHAKE, clientInfo: { name: 'opencode', version: '1.18.33' }, capabilities: { roots: {} }, known: 'tested' },
  http: {
    fallback: 'sse',
    sse: true,
    follows: 'same-origin',
    userAgent: 'opencode/1.18.33',
    sendsVersionHeader: true,
    proxy: 'env-also-loopback',
    trust: 'unknown',
    extraCaVariable: 'NODE_EXTRA_CA_CERTS',
    oauth: true,
    known: 'tested',
  },
  timeout: { connectMs: 30_000, raise: 'Add "timeout": 60000 (milliseconds) to the entry.', known: 'tested' },
  logs: [{ path: '{$XDG_DATA_HOME|~/.local/share}/opencode/log/*.log', what: 'client', known: 'tested' }],
  reload: 'end opencode and start it again',
  processes: ['opencode'],
  installed: [GLOBAL, '{$XDG_DATA_HOME|~/.local/share}/opencode'],
  notes: [
    'The command and its arguments stand in one list; "args" or a command in one string makes the whole file invalid, and so does a value of the wrong type anywhere.',
    'Variables go into "environment"; "env" is accepted and ignored.',
    '${VAR} is not replaced; opencode writes {env:VAR}. A variable that is not set becomes an empty string.',
    'A remote server is tried as Streamable HTTP and then as SSE, 30 seconds each. The error shown is the one of SSE, which hides the first.',
    'The documentation says 5000 ms; the program waited 30000.',
    'A second notation (mcp.servers with "disabled") is documented for a coming version; 1.18.33 reads "mcp" with "enabled".',
    'Project servers start without asking.',
    'OPENCODE_CONFIG names one further file.',
  ],
};
