import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-transport-type--remote-in-desktop',
  story: 'A remote server was written into the file of Claude Desktop, which takes local ones only.',
  client: 'claude-desktop',
  broken: { files: { '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  healthy: { files: { '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-transport-type' },
};
