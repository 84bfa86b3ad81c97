import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'url-wrong-endpoint--trailing-slash',
  story: 'The framework serves /mcp/ only and answers 404 without the slash.',
  client: 'vscode',
  broken: {
    files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'only-at', value: '/mcp/' }],
  },
  healthy: {
    files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp/' } } } },
    serve: [{ fault: 'only-at', value: '/mcp/' }],
  },
  expect: { cause: 'url-wrong-endpoint' },
};
