import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-token-rejected',
  story: 'The token was revoked when a colleague left; the entry still sends it.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': {
        servers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer revoked-token-0123456789' } } },
      },
    },
    serve: [{ fault: 'token' }],
  },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } },
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'auth-token-rejected' },
};
