import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'approval-or-trust-pending',
  story: 'The repository brings a .mcp.json and nobody has approved its server yet.',
  client: 'claude-code',
  broken: { files: { 'project/.mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: {
    files: {
      'project/.mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
      '.claude/settings.json': { enabledMcpjsonServers: ['demo'] },
    },
  },
  expect: { cause: 'approval-or-trust-pending', verdict: 'not-checked' },
  trust: true,
};
