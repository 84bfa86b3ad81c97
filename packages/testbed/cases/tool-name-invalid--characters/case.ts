import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tool-name-invalid--characters',
  story: 'The name of a tool holds blanks, a slash and letters outside ASCII.',
  client: 'amazon-q',
  broken: {
    files: {
      '.aws/amazonq/cli-agents/default.json': { name: 'default', mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'bad-tool-name'] } } },
    },
  },
  healthy: {
    files: { '.aws/amazonq/cli-agents/default.json': { name: 'default', mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } },
  },
  expect: { cause: 'tool-name-invalid', finding: 'risk' },
};
