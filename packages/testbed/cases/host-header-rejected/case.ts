import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'host-header-rejected',
  story: 'The server guards against DNS rebinding and knows one host name only, not 127.0.0.1.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'streamable-http', url: '{{origin}}/mcp' } },
      },
    },
    serve: [{ fault: 'host-check', value: 'localhost' }],
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'streamable-http', url: 'http://localhost:{{port}}/mcp' } },
      },
    },
    serve: [{ fault: 'host-check', value: 'localhost' }],
  },
  expect: { cause: 'host-header-rejected' },
};
