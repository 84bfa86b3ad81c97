import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-incomplete-chain',
  story: 'The server sends its own certificate without the intermediate one; browsers fetch that, Node does not.',
  client: 'qwen-code',
  broken: {
    files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } },
    serve: [{ fault: 'ok', tls: 'incomplete-chain' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  healthy: {
    files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } },
    serve: [{ fault: 'ok', tls: 'full-chain' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'tls-incomplete-chain' },
};
