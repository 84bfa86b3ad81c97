import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-required--redirect-to-login',
  story: 'A single sign-on in front of the server sends every request to its login page.',
  client: 'zed',
  broken: { files: { '.config/zed/settings.json': { context_servers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'redirect-login' }] },
  healthy: { files: { '.config/zed/settings.json': { context_servers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'auth-required' },
};
