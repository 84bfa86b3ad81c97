import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'env-var-missing',
  story: 'The key is set in the shell; Claude Desktop hands only few variables to its servers.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'needs-env', 'NOTES_API_KEY'] } } },
    },
    env: { NOTES_API_KEY: 'k-3e1f9a70c2' },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'needs-env', 'NOTES_API_KEY'], env: { NOTES_API_KEY: 'k-3e1f9a70c2' } } },
      },
    },
  },
  expect: { cause: 'env-var-missing' },
};
