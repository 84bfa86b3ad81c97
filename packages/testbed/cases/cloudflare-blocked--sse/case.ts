import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'cloudflare-blocked--sse',
  story: 'The challenge page also stands in front of the event stream.',
  client: 'cline',
  broken: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } } } },
    serve: [{ fault: 'cloudflare' }],
  },
  healthy: {
    files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } } } },
    serve: [{ fault: 'ok-old-sse' }],
  },
  expect: { cause: 'cloudflare-blocked' },
};
