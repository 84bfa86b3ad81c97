import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'env-var-missing--never-set',
  story: 'The server wants a key and nobody gave it one.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'exit1'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], env: { API_KEY: 'k-3e1f9a70c2' } } } } } },
  expect: { cause: 'env-var-missing' },
};
