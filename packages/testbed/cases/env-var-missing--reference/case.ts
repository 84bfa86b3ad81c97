import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'env-var-missing--reference',
  story: 'The variable that the entry refers to was never set in this terminal.',
  client: 'claude-code',
  broken: {
    files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'say', 'Error: cannot open folder ${NOTES_DIR}'] } } } },
  },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'env-var-missing' },
};
