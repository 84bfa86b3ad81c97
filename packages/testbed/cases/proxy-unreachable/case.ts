import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-unreachable',
  story: 'HTTPS_PROXY still names the proxy of the old office; since the move nothing answers there.',
  client: 'claude-code',
  broken: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }],
    env: { HTTPS_PROXY: 'http://127.0.0.1:{{closed}}', NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok', tls: 'private-ca' }, { fault: 'proxy' }],
    env: { HTTPS_PROXY: '{{origin:1}}', NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'proxy-unreachable' },
};
