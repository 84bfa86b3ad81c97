import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'args-malformed--quoted',
  story: 'The path was quoted as for a shell, inside the quotes of JSON.',
  client: 'kiro',
  broken: { files: { '.kiro/settings/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['"{{server}}"', 'ok'] } } } } },
  healthy: { files: { '.kiro/settings/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'args-malformed' },
};
