import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-header-malformed--twice',
  story: 'The environment variable holds "Bearer …" already, and the header puts another Bearer in front.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'streamable-http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer Bearer good-token-0123456789' } } },
      },
    },
    serve: [{ fault: 'token' }],
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'streamable-http', url: '{{origin}}/mcp', headers: { Authorization: 'Bearer good-token-0123456789' } } },
      },
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'auth-header-malformed' },
};
