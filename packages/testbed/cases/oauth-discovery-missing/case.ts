import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-discovery-missing',
  story: 'A web application answers every path, also the well-known ones, with its start page, so that VS Code finds no login.',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: '401-html-metadata' }] },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } } },
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'oauth-discovery-missing' },
};
