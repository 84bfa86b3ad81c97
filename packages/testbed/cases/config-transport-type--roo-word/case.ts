import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-transport-type--roo-word',
  story: 'The type was written as in VS Code\'s own file; Roo Code spells it "streamable-http".',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } },
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
  expect: { cause: 'config-transport-type' },
};
