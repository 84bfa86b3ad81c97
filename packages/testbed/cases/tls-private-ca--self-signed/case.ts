import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-private-ca--self-signed',
  story: 'The certificate was made with one openssl command and vouches for itself.',
  client: 'gemini-cli',
  broken: {
    files: { '.gemini/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } },
    serve: [{ fault: 'ok', tls: 'self-signed' }],
  },
  healthy: {
    files: { '.gemini/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } },
    serve: [{ fault: 'ok', tls: 'self-signed' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-private-ca' },
};
