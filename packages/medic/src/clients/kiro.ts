import type { ClientDefinition } from '../model/index.ts';
import { KIRO_PERMISSIONS } from './permissions/in-entry.ts';
import { COMMON_FIELDS, LENIENT_DIALECT } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_APP_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map', known: 'docs' } as const;

export const client: ClientDefinition = {
  id: 'kiro',
  name: 'Kiro',
  checked: 'kiro.dev/docs, read 2026-11-20; not run',
  kind: 'app',
  files: [
    { ...MAP, scope: 'agent-project', path: '{project}/.kiro/agents/*.json', fromProject: true, precedence: 0 },
    { ...MAP, scope: 'agent-user', path: '~/.kiro/agents/*.json', precedence: 1 },
    { ...MAP, scope: 'workspace', path: '{project}/.kiro/settings/mcp.json', fromProject: true, precedence: 2 },
    { ...MAP, scope: 'user', path: '~/.kiro/settings/mcp.json', precedence: 3 },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    ...LENIENT_DIALECT,
    fields: { ...COMMON_FIELDS, type: 'type', disabled: 'disabled' },
    toolLists: { without: 'disabledTools', approved: 'autoApprove' },
    others: ['autoApprove', 'disabledTools', 'timeout', 'oauth', 'oauthScopes', 'cwd'],
    known: 'docs',
  },
  expansion: { syntax: ['${VAR}'], where: EVERYWHERE, unset: 'literal', known: 'docs' },
  launch: UNWATCHED_APP_LAUNCH,
  handshake: unwatchedHandshake('kiro'),
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  permissions: KIRO_PERMISSIONS,
  logs: [{ path: electronData('Kiro', 'logs/*/window*/exthost/kiro.kiroAgent/Kiro - MCP Logs.log'), what: 'client', known: 'third-party' }],
  reload: 'save the file: Kiro reconnects; if it does not, use Reconnect in the MCP servers panel, or start a new CLI chat',
  processes: ['kiro', 'kiro-cli'],
  installed: ['~/.kiro', { darwin: '/Applications/Kiro.app' }],
  notes: [
    'The IDE replaces ${VAR} only for variables the user has approved in its settings.',
    "The CLI takes an agent's servers before the workspace's and those before the user's; the IDE knows the last two.",
    'Time limits and the environment of servers are not documented.',
  ],
};
