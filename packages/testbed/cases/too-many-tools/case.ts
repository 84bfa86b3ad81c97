import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'too-many-tools',
  story: 'One server alone brings more tools than Cursor uses over all servers.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'many-tools', '120'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'too-many-tools', finding: 'risk' },
};
