import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape',
  story: 'The arguments were written as one text and not as a list.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: '{{server}} ok' } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-entry-shape' },
};
