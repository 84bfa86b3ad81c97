import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tool-name-invalid',
  story: 'Name of server and tool are together longer than Cursor takes.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'long-tool-name'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'tool-name-invalid', finding: 'risk' },
};
