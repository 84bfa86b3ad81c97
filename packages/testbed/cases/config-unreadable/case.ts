import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-unreadable',
  story: 'A container was started with a mount of a file that did not exist yet, so Docker made a folder called mcp.json.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json/.keep': '' } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-unreadable', inFile: true },
};
