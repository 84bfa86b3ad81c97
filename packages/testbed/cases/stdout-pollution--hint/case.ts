import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdout-pollution--hint',
  story: 'The server prints a banner to stdout; clients skip the lines, so this is said and nothing more.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'noise'] } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'stderr'] } } } } },
  expect: { cause: 'stdout-pollution', finding: 'hint' },
};
