import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-discovery-missing--no-server-metadata',
  story: 'The server names itself as authorization server, but has no metadata there.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: '401-resource' }] },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } } },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'oauth-discovery-missing' },
};
