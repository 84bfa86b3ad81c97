import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'approval-or-trust-pending--qwen',
  story: 'A server of the project waits for "qwen mcp approve".',
  client: 'qwen-code',
  broken: { files: { 'project/.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: {
    files: {
      'project/.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
      '.qwen/mcpApprovals.json': '{ "{{project}}": { "demo": { "status": "approved" } } }\n',
    },
  },
  expect: { cause: 'approval-or-trust-pending', verdict: 'not-checked' },
  trust: true,
};
