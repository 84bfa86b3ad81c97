import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'wrong-transport-type--http-as-sse',
  story: 'The server moved on to Streamable HTTP, the entry of Cline still says sse.',
  client: 'cline',
  broken: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok' }],
  },
  healthy: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'streamableHttp', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'wrong-transport-type' },
};
