import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-hostname-mismatch',
  story: 'The certificate is for internal.example.com, the entry uses the address.',
  client: 'cline',
  broken: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'wrong-host' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-hostname-mismatch' },
};
