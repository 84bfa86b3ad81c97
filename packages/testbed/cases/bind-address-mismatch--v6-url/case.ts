import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'bind-address-mismatch--v6-url',
  story: 'The guide wrote [::1] into the address, the server was started with --host 127.0.0.1.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'streamable-http', url: 'http://[::1]:{{port}}/mcp' } },
      },
    },
    serve: [{ fault: 'ok' }],
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'streamable-http', url: '{{origin}}/mcp' } },
      },
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'bind-address-mismatch' },
};
