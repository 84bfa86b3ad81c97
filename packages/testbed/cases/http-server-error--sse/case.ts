import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'http-server-error--sse',
  story: 'The event stream answers 502 since the container behind the proxy crashed.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } },
      },
    },
    serve: [{ fault: '502' }],
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } },
      },
    },
    serve: [{ fault: 'ok-old-sse' }],
  },
  expect: { cause: 'http-server-error' },
};
