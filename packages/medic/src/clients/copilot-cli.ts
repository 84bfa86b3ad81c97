import type { ClientDefinition } from '../model/index.ts';
import { COPILOT_STATE_FILES, gateCopilot } from './gates/copilot-cli.ts';
import { COPILOT_PERMISSIONS } from './permissions/copilot-cli.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { JSON_WITH_COMMENTS } from './shared/parsers.ts';

const MAP = { format: 'jsonc', servers: ['mcpServers'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'copilot-cli',
  name: 'GitHub Copilot CLI',
  checked: 'Copilot CLI 1.0.102 run on Linux, 2026-11-20',
  kind: 'cli',
  files: [
    { ...MAP, scope: 'workspace', path: '{project}/.mcp.json', fromProject: true, shared: true, precedence: 0, known: 'tested' },
    { ...MAP, scope: 'workspace', path: '{project}/.github/mcp.json', fromProject: true, precedence: 1, known: 'tested' },
    { ...MAP, scope: 'user', path: '{$COPILOT_HOME|~/.copilot}/mcp-config.json', precedence: 2, known: 'tested' },
  ],
  unread: [
    { path: '{project}/.copilot/mcp-config.json', format: 'jsonc', servers: ['mcpServers'], insteadOf: '{project}/.mcp.json', known: 'tested' },
    {
      path: '{$XDG_CONFIG_HOME|~/.config}/copilot/mcp-config.json',
      format: 'jsonc',
      servers: ['mcpServers'],
      insteadOf: '{$COPILOT_HOME|~/.copilot}/mcp-config.json',
      known: 'tested',
    },
  ],
  stateFiles: COPILOT_STATE_FILES,
  gate: gateCopilot,
  parser: { ...JSON_WITH_COMMENTS, known: 'tested' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd', timeout: { name: 'timeout', unitMs: 1, affectsConnect: false } },
    types: { stdio: 'stdio', local: 'stdio', http: 'http', sse: 'sse' },
    urlWithoutType: 'http',
    toolLists: { only: 'tools' },
    others: ['tools', 'oauth'],
    wrongValueType: 'file',
    unknownField: 'ignored',
    known: 'tested',
  },
  expansion: {
    syntax: ['$VAR', '${VAR}', '${VAR:-default}', 'env-name-value'],
    where: ['command', 'args', 'env', 'url', 'headers'],
    unset: 'literal',
    urlCheckedFirst: 'file-refused',
    known: 'tested',
  },
  writing: { type: 'always', adds: { tools: ['*'] }, known: 'tested' },
  launch: {
    env: 'all',
    adds: { PYTHONUNBUFFERED: '1', FORCE_COLOR: 'false' },
    path: 'terminal',
    cwd: 'project',
    honoursCwdField: true,
    windowsShims: 'unknown',
    known: 'tested',
  },
  handshake: {
    first: 'server/discover',
    discoverFallbackMs: { stdio: 9000, http: 9000 },
    offers: '2025-11-25',
    accepts: 'any',
    clientInfo: { name: 'copilot-cli', version: '1.0.102' },
    capabilities: { sampling: {}, elicitation: { form: {}, url: {} } },
    listsTools: true,
    known: 'tested',
  },
  http: {
    fallback: 'none',
    sse: true,
    follows: 'any',
    userAgent: 'copilot-cli/1.0.102',
    sendsVersionHeader: true,
    proxy: 'unknown',
    trust: 'unknown',
    oauth: true,
    known: 'tested',
  },
  timeout: { connectMs: 60_000, known: 'tested' },
  permissions: COPILOT_PERMISSIONS,
  logs: [{ path: '{$COPILOT_HOME|~/.copilot}/logs/process-*.log', what: 'client', known: 'tested' }],
  reload: 'run /mcp in Copilot CLI, or start a new session',
  processes: ['copilot'],
  installed: ['{$COPILOT_HOME|~/.copilot}'],
  notes: [
    'One entry with a value of the wrong type, or a URL that is no URL before variables are replaced, makes the whole file count for nothing, without a word.',
    'A missing root key is reported as "mcpServers: Required".',
    'With both workspace files present only .mcp.json is used. .vscode/mcp.json is no longer read.',
    'Workspace files are passed over in folders that are not trusted, without a word.',
    'A value in "env" that equals the name of a variable is replaced by that variable\'s value.',
    '`copilot mcp list` and `copilot mcp get` do not connect; only a session does.',
    'A silent stdio server gets initialize about 9 seconds after it started; the same was not measured for HTTP, where a silent server gets a second attempt after 60 seconds.',
    '$XDG_CONFIG_HOME does not move the files; COPILOT_HOME does.',
  ],
};
