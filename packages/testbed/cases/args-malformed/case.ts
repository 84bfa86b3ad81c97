import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'args-malformed',
  story: 'The whole command line was pasted into "command".',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}} {{server}} ok' } } } } },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'args-malformed' },
};
