import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-transport-type',
  story: 'A URL was added by hand and the type was left out; Claude Code skips such an entry.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'config-transport-type' },
};
