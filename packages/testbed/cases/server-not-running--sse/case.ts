import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-not-running--sse',
  story: 'The old event-stream server in the other terminal was stopped with Ctrl-C; Cline still expects it.',
  client: 'cline',
  broken: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'sse', url: 'http://127.0.0.1:{{closed}}/sse' } } } } },
  healthy: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } } } },
    serve: [{ fault: 'ok-old-sse' }],
  },
  expect: { cause: 'server-not-running' },
};
