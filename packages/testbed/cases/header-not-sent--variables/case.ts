import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'header-not-sent--variables',
  story: 'The key stands in "env" of a remote server; variables never leave this machine.',
  client: 'cursor',
  broken: {
    files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp', env: { API_TOKEN: 'good-token-0123456789' } } } } },
    serve: [{ fault: 'token' }],
  },
  healthy: {
    files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } } },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'header-not-sent' },
};
