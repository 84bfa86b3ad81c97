import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-token-expired',
  story: 'The access token that was pasted into the header ran out a year ago.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': {
        mcpServers: {
          demo: {
            url: '{{origin}}/mcp',
            headers: {
              Authorization:
                'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUuY29tIiwiZXhwIjoxNzYwMDAwMDAwLCJzY29wZSI6InJlYWQifQ.c2lnbmF0dXJlLW9mLXRoZS10ZXN0YmVk',
            },
          },
        },
      },
    },
    serve: [{ fault: '401-expired' }],
  },
  healthy: {
    files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } } },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'oauth-token-expired' },
};
