import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tool-schema-invalid',
  story: 'One tool of the server has no input schema, and Claude Code drops the whole list for it.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'bad-schema'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'tool-schema-invalid', verdict: 'degraded' },
};
