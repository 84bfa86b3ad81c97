import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'args-malformed--args-in-one-text',
  story: 'The arguments were written as one text and not as a list.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: '{{server}} ok' } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'args-malformed' },
};
