import type { ClientDefinition, EntryDialect } from '../model/index.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { JSON_WITH_COMMENTS, OWN_GRAMMAR } from './shared/parsers.ts';
import { NODE_SDK_HTTP, TS_SDK_HANDSHAKE } from './shared/wire.ts';

const DIALECT: EntryDialect = {
  command: 'string',
  fields: {
    type: 'type',
    command: COMMON_FIELDS.command,
    args: COMMON_FIELDS.args,
    env: COMMON_FIELDS.env,
    cwd: 'cwd',
    url: COMMON_FIELDS.url,
    headers: 'headers',
    timeout: { name: 'connectionTimeout', unitMs: 1, affectsConnect: true },
  },
  headersBelow: 'requestOptions',
  types: { stdio: 'stdio', 'streamable-http': 'http', sse: 'sse' },
  urlWithoutType: 'http-then-sse',
  others: ['name', 'apiKey', 'requestOptions', 'faviconUrl', 'sourceFile', 'serverName'],
  wrongValueType: 'file',
  unknownField: 'ignored',
  known: 'code',
};

/** JSON files in mcpServers folders use the notation of other clients: a map, type words http and sse, headers. */
const JSON_DIALECT: EntryDialect = {
  command: DIALECT.command,
  fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd' },
  types: { stdio: 'stdio', http: 'http', sse: 'sse' },
  urlWithoutType: DIALECT.urlWithoutType,
  ignored: ['envFile'],
  others: [],
  wrongValueType: 'accepted',
  unknownField: DIALECT.unknownField,
  known: DIALECT.known,
};

const YAML_LIST = { format: 'yaml', servers: ['mcpServers'], shape: 'list' } as const;
const JSON_MAP = {
  format: 'jsonc',
  servers: ['mcpServers'],
  shape: 'map',
  differs: { dialect: JSON_DIALECT, parser: { ...JSON_WITH_COMMENTS, known: 'code' } },
} as const;
const GLOBAL = '{$CONTINUE_GLOBAL_DIR|~/.continue}';

export const client: ClientDefinition = {
  id: 'continue',
  name: 'Continue',
  checked: 'Continue CLI (cn) 1.5.47 run on Linux, 2026-11-20, and the source of the extension of 2026-06-18',
  kind: 'app',
  files: [
    { ...YAML_LIST, scope: 'workspace', path: '{project}/.continue/mcpServers/*.yaml', fromProject: true, precedence: 0, known: 'code' },
    { ...JSON_MAP, scope: 'workspace', path: '{project}/.continue/mcpServers/*.json', fromProject: true, precedence: 1, known: 'code' },
    { ...YAML_LIST, scope: 'user', path: `${GLOBAL}/config.yaml`, precedence: 2, known: 'tested' },
    { ...YAML_LIST, scope: 'user', path: `${GLOBAL}/mcpServers/*.yaml`, precedence: 3, known: 'code' },
    { ...JSON_MAP, scope: 'user', path: `${GLOBAL}/mcpServers/*.json`, precedence: 4, known: 'code' },
  ],
  parser: { ...OWN_GRAMMAR, known: 'tested' },
  dialect: DIALECT,
  expansion: { syntax: ['${{ secrets.VAR }}'], where: EVERYWHERE, unset: 'literal', known: 'code' },
  writing: { type: 'remote', newFile: { name: '{name}', version: '0.0.1', schema: 'v1' }, fileName: '{name}', known: 'docs' },
  launch: { env: 'all', path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'wraps-in-cmd', known: 'tested' },
  handshake: { ...TS_SDK_HANDSHAKE, clientInfo: { name: 'continue-cli-client', version: '1.0.0' }, known: 'tested' },
  http: { ...NODE_SDK_HTTP, known: 'tested' },
  timeout: { connectMs: 60_000, attempts: 2, raise: 'Add connectionTimeout: 120000 (milliseconds) to the entry.', known: 'tested' },
  permissionAdvice:
    'Continue asks in its own tool menu, where each tool is set to automatic, ask first or excluded. Its CLI (cn) keeps rules in ~/.continue/permissions.yaml under allow, ask and exclude; how MCP tools are named there is not documented.',
  logs: [],
  reload: 'reload the editor window; for the CLI, start cn again',
  processes: ['cn'],
  installed: [GLOBAL],
  notes: [
    'In config.yaml "mcpServers" is a list whose items carry a "name"; JSON files in the mcpServers folders hold a map.',
    'cn, run without a screen, refuses to start when any server fails, and names all that do.',
    'cn passes its whole environment to servers and waits 60 seconds in each of two attempts (measured). The extension passes HOME, USER, LOGNAME, PATH and their Windows names only, and waits 20 seconds (its source).',
    "Variables of the shell are not replaced: ${{ secrets.NAME }} reads Continue's own secrets, and ${NAME} in the env of a JSON file is turned into that.",
    'On Windows npx, uv, uvx, pnpx, dlx, nx and bunx are wrapped in "cmd.exe /c"; pnpm, yarn and docker are not.',
    'Tools are offered in agent mode only.',
    'A URL without a type is tried as Streamable HTTP, then as SSE.',
  ],
};
