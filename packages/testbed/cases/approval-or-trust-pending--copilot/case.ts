import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'approval-or-trust-pending--copilot',
  story: "Copilot CLI was never started in this folder, so it passes over the folder's file without a word.",
  client: 'copilot-cli',
  broken: {
    files: {
      'project/.mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
      '.copilot/config.json': { trusted_folders: ['{{home}}/other'] },
    },
  },
  healthy: {
    files: {
      'project/.mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
      '.copilot/config.json': { trusted_folders: ['{{project}}'] },
    },
  },
  expect: { cause: 'approval-or-trust-pending', verdict: 'not-checked' },
  trust: true,
};
