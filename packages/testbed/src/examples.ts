import type { Scene } from './case.ts';

/** A small machine with three clients, healthy and broken servers: what people see who have no MCP server configured yet. */
export const EXAMPLES: Scene = {
  serve: [{ fault: 'only-at', value: '/mcp' }, { fault: 'html' }],
  files: {
    '.cursor/mcp.json': {
      mcpServers: {
        notes: { command: '{{node}}', args: ['{{server}}', 'ok'] },
        files: { command: '{{node}} {{server}} ok' },
        weather: { command: 'uvx', args: ['mcp-server-weather-of-the-guide'] },
        crm: { url: '{{origin}}/mpc' },
      },
    },
    '.codex/config.toml': [
      '[mcp_servers.search]',
      'command = "{{node}}"',
      'args = ["{{server}}", "needs-env", "SEARCH_API_KEY"]',
      '',
      '[mcp_servers.wiki]',
      'url = "{{origin}}/mcp"',
      '',
      '[mcp_servers.slow]',
      'command = "{{node}}"',
      'args = ["{{server}}", "delay", "2"]',
      'startup_timeout_sec = 1',
      '',
    ].join('\n'),
    '.gemini/settings.json':
      '{\n  "mcpServers": {\n    "docs": {\n      "httpUrl": "{{origin:1}}/mcp"\n    }\n    "time": { "command": "{{node}}", "args": ["{{server}}", "ok"] }\n  }\n}\n',
  },
};
