import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'corporate-tls-inspection',
  story: 'The company inspects TLS with Zscaler; the browser knows its root, opencode does not.',
  client: 'opencode',
  broken: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'ok', tls: 'inspection' }],
  },
  healthy: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'ok', tls: 'inspection' }],
    env: { NODE_EXTRA_CA_CERTS: '{{ca}}' },
  },
  expect: { cause: 'corporate-tls-inspection' },
};
