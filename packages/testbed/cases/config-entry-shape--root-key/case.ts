import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--root-key',
  story: 'A file in the notation of Claude Desktop was saved as VS Code\'s mcp.json, where the root key is "servers".',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-entry-shape', inFile: true },
};
