import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-disabled--claude-code-list',
  story: 'The server was disabled with /mcp in this project.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json':
        '{ "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] } }, "projects": { "{{project}}": { "disabledMcpServers": ["demo"] } } }\n',
    },
  },
  healthy: {
    files: {
      '.claude.json':
        '{ "mcpServers": { "demo": { "command": "{{node}}", "args": ["{{server}}", "ok"] } }, "projects": { "{{project}}": { "disabledMcpServers": [] } } }\n',
    },
  },
  expect: { cause: 'server-disabled', verdict: 'not-checked' },
};
