import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-cert-expired',
  story: 'Nobody renewed the certificate; it ran out three days ago.',
  client: 'claude-code',
  broken: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'expired' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-cert-expired' },
};
