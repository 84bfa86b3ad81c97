import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-crash--signal',
  story: 'A native part of the server dies with a segmentation fault.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'segv'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'server-crash' },
};
