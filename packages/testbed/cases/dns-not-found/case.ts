import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'dns-not-found',
  story: 'The address was copied from a slide; the internal name exists on the company network only.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: 'https://mcp.tickets.invalid/mcp' } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'dns-not-found' },
};
