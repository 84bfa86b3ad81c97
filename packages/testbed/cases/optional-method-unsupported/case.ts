import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'optional-method-unsupported',
  story: 'The server announces tools and registers them only after it has connected.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'no-tools-list'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'optional-method-unsupported', verdict: 'degraded' },
};
