import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'port-in-use',
  story: 'An old copy of the server still holds the port that the new one wants.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'needs-port', '{{held}}'] } } } }, holdsPort: true },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'needs-port', '{{closed}}'] } } } } },
  expect: { cause: 'port-in-use' },
};
