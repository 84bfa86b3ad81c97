import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-resource-mismatch',
  story: 'Behind the new gateway the metadata still name the old address of the server.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: '401-resource-mismatch' }] },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } } },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'oauth-resource-mismatch' },
};
