import type { ClientDefinition } from '../model/index.ts';
import { AMAZON_Q_PERMISSIONS } from './permissions/amazon-q.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

const MAP = { format: 'json', servers: ['mcpServers'], shape: 'map' } as const;

export const client: ClientDefinition = {
  id: 'amazon-q',
  name: 'Amazon Q Developer CLI',
  checked: 'aws/amazon-q-developer-cli source of 2026-04-23, read 2026-11-20; not run',
  kind: 'cli',
  files: [
    { ...MAP, scope: 'agent-project', path: '{project}/.amazonq/cli-agents/*.json', fromProject: true, precedence: 0, known: 'code' },
    { ...MAP, scope: 'agent-user', path: '~/.aws/amazonq/cli-agents/*.json', precedence: 1, known: 'code' },
    { ...MAP, scope: 'legacy-project', path: '{project}/.amazonq/mcp.json', fromProject: true, precedence: 2, known: 'code' },
    { ...MAP, scope: 'legacy-user', path: '~/.aws/amazonq/mcp.json', precedence: 3, known: 'code' },
  ],
  parser: UNKNOWN_PARSER,
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', timeout: { name: 'timeout', unitMs: 1, affectsConnect: true }, disabled: 'disabled' },
    types: { stdio: 'stdio', http: 'http' },
    urlWithoutType: 'stdio',
    toolLists: { without: 'disabledTools', approved: 'autoApprove' },
    others: ['oauth', 'oauthScopes', 'autoApprove', 'disabledTools'],
    wrongValueType: 'entry',
    unknownField: 'ignored',
    known: 'code',
  },
  expansion: {
    syntax: ['${env:VAR}', '$VAR', '${VAR}', '~'],
    where: ['command', 'env'],
    only: { command: ['~', '$VAR', '${VAR}'], env: ['${env:VAR}'] },
    unset: 'literal',
    known: 'code',
  },
  launch: { env: 'all', parentWins: true, path: 'terminal', cwd: 'project', honoursCwdField: false, windowsShims: 'unknown', known: 'code' },
  handshake: unwatchedHandshake('Q DEV CLI'),
  http: { ...UNWATCHED_HTTP, known: 'code' },
  timeout: {
    connectMs: 120_000,
    raise: 'Add "timeout": 180000 (milliseconds) to the entry; `q settings mcp.initTimeout 60000` makes the chat wait longer for its servers.',
    known: 'code',
  },
  limits: { combinedNameLength: 64, toolNamePattern: '^[a-zA-Z][a-zA-Z0-9_]*$', known: 'code' },
  permissions: AMAZON_Q_PERMISSIONS,
  logs: [],
  reload: 'end the chat and start `q chat` again',
  processes: ['q', 'qchat'],
  installed: ['~/.aws/amazonq'],
  notes: [
    'The program lives on as Kiro CLI.',
    'The two mcp.json files count only for an agent that says "useLegacyMcpJson": true.',
    'A URL needs "type": "http"; without it the entry is taken for a command that is empty.',
    'The environment of the terminal wins over "env" when both set the same variable.',
    'The chat starts after 5 seconds (30 when not interactive) and servers go on loading behind it.',
    'A tool whose server name and tool name together are longer than 64 characters is left out; other characters in tool names are replaced.',
    '${env:VAR} is replaced in "env"; ~, $VAR and ${VAR} are replaced in "command".',
  ],
};
