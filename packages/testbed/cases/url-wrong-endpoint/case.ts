import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'url-wrong-endpoint',
  story: 'The address was copied from the browser and lacks the path at which the server answers.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}' } } } }, serve: [{ fault: 'only-at', value: '/mcp' }] },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'only-at', value: '/mcp' }] },
  expect: { cause: 'url-wrong-endpoint' },
};
