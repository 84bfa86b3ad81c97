import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-required',
  story: 'The server was added to Cursor, but the login in the browser was never finished.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: '401-full' }] },
  healthy: {
    files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } } },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'auth-required' },
};
