import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-private-ca--file-gone',
  story: 'NODE_EXTRA_CA_CERTS names a file that the last clean-up of the home folder took away.',
  client: 'claude-code',
  broken: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{home}}/certificates/company.pem' },
  },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-private-ca' },
};
