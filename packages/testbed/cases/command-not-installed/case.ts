import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'command-not-installed',
  story: 'A guide told to start the server with a runner that this machine never had.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: 'uvx-of-the-guide', args: ['mcp-server-time'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'command-not-installed' },
};
