import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-header-malformed',
  story: 'The token was pasted into the Authorization header without the word Bearer.',
  client: 'cline',
  broken: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp', headers: { Authorization: 'good-token-0123456789' } } },
      },
    },
    serve: [{ fault: 'token' }],
  },
  healthy: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } },
      },
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'auth-header-malformed' },
};
