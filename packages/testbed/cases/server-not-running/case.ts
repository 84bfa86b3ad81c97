import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-not-running',
  story: 'The notes server was never started after the reboot; Cursor dials a port on which nobody listens.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: 'http://127.0.0.1:{{closed}}/mcp' } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'server-not-running' },
};
