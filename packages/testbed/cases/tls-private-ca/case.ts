import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-private-ca',
  story: 'The intranet server has a certificate of the company CA, which Node does not know.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok', tls: 'private-ca' }] },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-private-ca' },
};
