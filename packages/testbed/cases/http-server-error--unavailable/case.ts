import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'http-server-error--unavailable',
  story: 'The free host has put the server to sleep and answers 503 until it is awake.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: '503' }] },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'http-server-error' },
};
