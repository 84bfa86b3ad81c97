import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'protocol-version-mismatch--refuses',
  story: 'The server knows one old revision and answers every other with an error.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'strict-version'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'protocol-version-mismatch' },
};
