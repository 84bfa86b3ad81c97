import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'accept-header-406',
  story: 'A gateway in front of the server rewrites the Accept header, and the server refuses what is left of it.',
  client: 'copilot-cli',
  broken: {
    files: { '.copilot/mcp-config.json': { mcpServers: { demo: { tools: ['*'], type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: '406' }],
  },
  healthy: {
    files: { '.copilot/mcp-config.json': { mcpServers: { demo: { tools: ['*'], type: 'http', url: '{{origin}}/mcp' } } } },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'accept-header-406' },
};
