import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-required--client-id-metadata',
  story: 'The login works through client metadata documents, without registration; nobody has logged in yet.',
  client: 'vscode',
  broken: {
    files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: '401-client-id-metadata' }],
  },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } },
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'auth-required' },
};
