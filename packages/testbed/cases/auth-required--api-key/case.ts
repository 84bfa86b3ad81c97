import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-required--api-key',
  story: 'The service wants its key in the header X-API-Key; the entry has no headers at all.',
  client: 'windsurf',
  broken: {
    files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { serverUrl: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'header-required', value: 'x-api-key' }],
  },
  healthy: {
    files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { serverUrl: '{{origin}}/mcp', headers: { 'X-API-Key': 'k-20261121-windsurf' } } } } },
    serve: [{ fault: 'header-required', value: 'x-api-key' }],
  },
  expect: { cause: 'auth-required' },
};
