import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--command-list',
  story: 'The entry came from opencode, which keeps program and arguments in one list; Cursor wants them apart.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: ['{{node}}', '{{server}}', 'ok'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-entry-shape' },
};
