import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-insufficient-scope',
  story: 'The token was issued for reading; the server lets nobody in who may not write.',
  client: 'opencode',
  broken: {
    files: {
      '.config/opencode/opencode.json': {
        mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 5000, headers: { Authorization: 'Bearer read-only-token-0123456789' } } },
      },
    },
    serve: [{ fault: '403-scope' }],
  },
  healthy: {
    files: {
      '.config/opencode/opencode.json': {
        mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 5000, headers: { Authorization: 'Bearer good-token-0123456789' } } },
      },
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'oauth-insufficient-scope' },
};
