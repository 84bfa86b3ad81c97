import type { ClientDefinition } from '../model/index.ts';
import { LENIENT_DIALECT } from './shared/dialects.ts';
import { EVERYWHERE, UNWATCHED_CLI_LAUNCH } from './shared/launch.ts';
import { UNKNOWN_PARSER } from './shared/parsers.ts';
import { TS_SDK_HANDSHAKE, UNKNOWN_TIMEOUT, UNWATCHED_HTTP } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'mcp-json-generic',
  name: 'a client that reads .mcp.json',
  checked: 'what the readers of .mcp.json have in common, 2026-11-20',
  kind: 'cli',
  files: [
    {
      scope: 'project',
      path: '{project}/.mcp.json',
      format: 'jsonc',
      servers: ['mcpServers'],
      alsoServers: [['servers']],
      shape: 'map',
      fromProject: true,
      shared: true,
      precedence: 0,
      known: 'tested',
    },
    {
      scope: 'project',
      path: '{project}/mcp.json',
      format: 'jsonc',
      servers: ['mcpServers'],
      alsoServers: [['servers']],
      shape: 'map',
      fromProject: true,
      shared: true,
      precedence: 1,
      known: 'recalled',
    },
  ],
  onlyUnclaimed: true,
  parser: UNKNOWN_PARSER,
  dialect: LENIENT_DIALECT,
  expansion: { syntax: ['${VAR}', '${VAR:-default}'], where: EVERYWHERE, unset: 'literal', known: 'tested' },
  writing: { type: 'always', known: 'docs' },
  launch: UNWATCHED_CLI_LAUNCH,
  handshake: { ...TS_SDK_HANDSHAKE, clientInfo: { name: 'mcp-medic', version: '1.0.0' }, accepts: 'any', known: 'recalled' },
  http: UNWATCHED_HTTP,
  timeout: UNKNOWN_TIMEOUT,
  logs: [],
  reload: 'restart the client that reads the file',
  notes: [
    'Claude Code, VS Code, Copilot CLI, Qwen Code, Visual Studio and Warp read a file called .mcp.json, each in its own dialect. This definition is used only when none of them is in use on this computer.',
    'Visual Studio wants the root key "servers", the others "mcpServers".',
    'Claude Code needs "type" beside "url"; the others take a URL alone.',
  ],
};
