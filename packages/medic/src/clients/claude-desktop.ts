import type { ClientDefinition } from '../model/index.ts';
import { COMMON_FIELDS } from './shared/dialects.ts';
import { NO_EXPANSION } from './shared/launch.ts';
import { STRICT_JSON } from './shared/parsers.ts';
import { electronData } from './shared/places.ts';
import { UNWATCHED_HTTP, unwatchedHandshake } from './shared/wire.ts';

export const client: ClientDefinition = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  checked: 'modelcontextprotocol.io debugging guide and logs users pasted into issues, read 2026-11-20; not run',
  kind: 'app',
  files: [
    {
      scope: 'user',
      path: { win32: '%LOCALAPPDATA%/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json' },
      format: 'json',
      servers: ['mcpServers'],
      shape: 'map',
      precedence: 0,
      known: 'third-party',
    },
    {
      scope: 'user',
      path: electronData('Claude', 'claude_desktop_config.json'),
      format: 'json',
      servers: ['mcpServers'],
      shape: 'map',
      precedence: 1,
      known: 'docs',
    },
  ],
  parser: { ...STRICT_JSON, bom: 'accepted', known: 'recalled' },
  dialect: {
    command: 'string',
    fields: { ...COMMON_FIELDS, type: 'type' },
    types: { stdio: 'stdio' },
    urlWithoutType: 'refused',
    wrongValueType: 'file',
    unknownField: 'ignored',
    noRemote: { instead: 'Settings > Connectors, or a stdio entry that runs `npx -y mcp-remote URL`', wholeFileRefused: true },
    known: 'third-party',
  },
  expansion: { ...NO_EXPANSION, known: 'recalled' },
  launch: { env: 'sdk', path: 'session', cwd: 'root-or-unknown', honoursCwdField: false, windowsShims: 'unknown', known: 'docs' },
  handshake: { ...unwatchedHandshake('claude-ai'), clientInfo: { name: 'claude-ai', version: '0.1.0' } },
  http: UNWATCHED_HTTP,
  timeout: { connectMs: 60_000, known: 'third-party' },
  permissionAdvice: 'In Claude Desktop open Settings > Connectors, choose the server and set each tool to allow, ask or block; it takes no rules from a file.',
  logs: [
    {
      path: { darwin: '~/Library/Logs/Claude/mcp-server-{server}.log', win32: '%APPDATA%/Claude/logs/mcp-server-{server}.log' },
      what: 'server',
      known: 'docs',
    },
    { path: { darwin: '~/Library/Logs/Claude/mcp.log', win32: '%APPDATA%/Claude/logs/mcp.log' }, what: 'client', known: 'docs' },
    { path: { win32: '%LOCALAPPDATA%/Packages/Claude_*/LocalCache/Roaming/Claude/logs/mcp-server-{server}.log' }, what: 'server', known: 'third-party' },
    { path: { linux: '{$XDG_CONFIG_HOME|~/.config}/Claude/logs/mcp-server-{server}.log' }, what: 'server', known: 'recalled' },
  ],
  reload: 'quit Claude Desktop completely (closing the window is not enough) and start it again',
  processes: ['claude'],
  installed: [
    electronData('Claude', 'config.json'),
    { darwin: '/Applications/Claude.app', win32: '%LOCALAPPDATA%/AnthropicClaude' },
    { win32: '%LOCALAPPDATA%/Packages/Claude_*' },
  ],
  notes: [
    'Windows has two installers. The packaged one (default since February 2026) keeps its file below LocalCache; reports disagree which builds also read the plain %APPDATA% folder, so both are looked at.',
    '"Edit Config" in the settings may open the copy that is not read. No log files beside the file are a strong sign of that.',
    'The file takes local servers only. In reported builds one entry with a URL makes the whole file fail.',
    'Servers get few environment variables and the PATH of the desktop session, so programs of nvm, pyenv or Homebrew may not be found. The log prints the folders it searched.',
    'The working folder of a server is not defined and may be / on macOS: write absolute paths.',
    'The pop-up "Could not attach to MCP server" was also shown for working servers in builds of September 2025.',
  ],
};
