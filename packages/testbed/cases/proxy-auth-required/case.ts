import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-auth-required',
  story: 'The proxy wants a user name and a password since Monday; the variable holds the bare address.',
  client: 'claude-code',
  broken: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }, { fault: 'proxy-login' }],
    env: { HTTPS_PROXY: '{{origin:1}}', NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }, { fault: 'proxy' }],
    env: { HTTPS_PROXY: '{{origin:1}}', NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'proxy-auth-required' },
};
