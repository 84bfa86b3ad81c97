import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-token-expired--claim',
  story: 'The server only says that the token is invalid; the time in the token itself tells that it ran out.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': {
        servers: {
          demo: {
            type: 'http',
            url: '{{origin}}/mcp',
            headers: {
              Authorization:
                'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUuY29tIiwiZXhwIjoxNzYwMDAwMDAwLCJzY29wZSI6InJlYWQifQ.c2lnbmF0dXJlLW9mLXRoZS10ZXN0YmVk',
            },
          },
        },
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
  expect: { cause: 'oauth-token-expired' },
};
