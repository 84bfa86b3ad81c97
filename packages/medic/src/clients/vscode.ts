import type { ClientDefinition, UnreadFile } from '../model/index.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { EVERYWHERE } from './shared/launch.ts';
import { JSON_WITH_COMMENTS } from './shared/parsers.ts';
import { electronData, vscodeUser } from './shared/places.ts';
import { UNKNOWN_TIMEOUT, UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

/** The `mcp` section of settings.json is where servers stood until mid-2025 (VS Code documentation, read 2026-11-20). */
const OLD_SETTINGS: readonly UnreadFile[] = (['darwin', 'win32', 'linux'] as const).map((platform) => ({
  path: { [platform]: vscodeUser('settings.json')[platform] },
  format: 'jsonc',
  servers: ['mcp', 'servers'],
  insteadOf: vscodeUser('mcp.json')[platform],
  known: 'docs',
}));

export const client: ClientDefinition = {
  id: 'vscode',
  name: 'VS Code',
  checked: 'VS Code 1.139.1 bundle, its source and code.visualstudio.com, read 2026-11-20; not run',
  kind: 'app',
  files: [
    {
      scope: 'project',
      path: '{project}/.vscode/mcp.json',
      format: 'jsonc',
      servers: ['servers'],
      shape: 'map',
      fromProject: true,
      precedence: 0,
      known: 'code',
    },
    {
      scope: 'project',
      path: '{project}/.mcp.json',
      format: 'jsonc',
      servers: ['mcpServers'],
      shape: 'map',
      fromProject: true,
      shared: true,
      precedence: 1,
      differs: { expansion: { syntax: ['${VAR}', '${VAR:-default}', '~'], where: EVERYWHERE, unset: 'empty', known: 'code' } },
      known: 'code',
    },
    {
      scope: 'workspace',
      path: '{project}/*.code-workspace',
      format: 'jsonc',
      servers: ['settings', 'mcp', 'servers'],
      shape: 'map',
      fromProject: true,
      precedence: 2,
      known: 'code',
    },
    { scope: 'user', path: vscodeUser('mcp.json'), format: 'jsonc', servers: ['servers'], shape: 'map', precedence: 3, known: 'docs' },
    { scope: 'profile', path: vscodeUser('profiles/*/mcp.json'), format: 'jsonc', servers: ['servers'], shape: 'map', precedence: 4, known: 'docs' },
    {
      scope: 'user-insiders',
      path: electronData('Code - Insiders', 'User/mcp.json'),
      format: 'jsonc',
      servers: ['servers'],
      shape: 'map',
      precedence: 5,
      known: 'docs',
    },
  ],
  unread: [
    ...OLD_SETTINGS,
    { path: '{project}/.vscode/settings.json', format: 'jsonc', servers: ['mcp', 'servers'], insteadOf: '{project}/.vscode/mcp.json', known: 'docs' },
  ],
  parser: { ...JSON_WITH_COMMENTS, known: 'code' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type', cwd: 'cwd' },
    types: { stdio: 'stdio', http: 'http', sse: 'sse' },
    urlWithoutType: 'http-then-sse',
    others: ['envFile', 'dev', 'sandboxEnabled', 'oauth', 'gallery', 'version'],
    wrongValueType: 'accepted',
    unknownField: 'warned',
    known: 'code',
  },
  expansion: {
    syntax: [
      '${env:VAR}',
      '${input:x}',
      '${config:x}',
      '${command:x}',
      '${workspaceFolder}',
      '${workspaceFolderBasename}',
      '${userHome}',
      '${pathSeparator}',
      '${/}',
      '~',
    ],
    where: EVERYWHERE,
    unset: 'empty',
    known: 'code',
  },
  writing: { type: 'always', inputs: 'inputs', known: 'docs' },
  launch: { env: 'all', appendsPath: true, path: 'terminal', cwd: 'project', honoursCwdField: true, windowsShims: 'resolves', known: 'code' },
  handshake: { ...unwatchedHandshake('Visual Studio Code'), clientInfo: { name: 'Visual Studio Code', version: '1.139.1' } },
  http: { ...UNWATCHED_HTTP, known: 'code' },
  timeout: UNKNOWN_TIMEOUT,
  limits: { tools: 128, known: 'recalled' },
  logs: [
    { path: electronData('Code', 'logs/*/window*/mcpServer.mcp.config.*.{server}.log'), what: 'server', known: 'third-party' },
    { path: electronData('Code - Insiders', 'logs/*/window*/mcpServer.mcp.config.*.{server}.log'), what: 'server', known: 'recalled' },
  ],
  reload: 'run "MCP: List Servers" in VS Code, choose the server and choose Restart',
  processes: ['code', 'code - insiders'],
  installed: [vscodeUser('settings.json'), electronData('Code', 'User')],
  notes: [
    'The root key is "servers"; only the workspace-root .mcp.json uses "mcpServers".',
    'Trust is asked for on the first start and after every change, and enabling or disabling a server is stored outside mcp.json, so neither can be seen in files.',
    'No time limit was found for starting a stdio server; VS Code repeats "Waiting for server to respond to `initialize` request...".',
    'PATH in "env" is appended to the existing PATH, and null as a value removes a variable. A file named in "envFile" that cannot be read is fatal.',
    'Remote entries are tried as Streamable HTTP first and as SSE after that.',
    'On Windows VS Code finds .cmd and .bat shims itself, so npx needs no "cmd /c".',
    'The workspace-root .mcp.json depends on the setting chat.mcp.workspaceRootConfig.enabled and replaces ${VAR} and ${VAR:-default} there, not ${env:VAR}.',
    'Servers of Claude Desktop, Windsurf and Cursor appear too when chat.mcp.discovery.enabled is on.',
    'Output of a server is shown by "MCP: List Servers" > Show Output; there is no documented log file.',
    'Entries that use ${input:} are not handed to Copilot sessions outside the editor.',
  ],
};
