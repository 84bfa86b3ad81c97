import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-required--login-page',
  story: 'The session of the intranet has ended; instead of the server its login form answers with status 200.',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'login-page' }] },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'auth-required' },
};
