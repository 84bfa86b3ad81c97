import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape',
  story: 'A port was written into the variables as a number; Claude Code drops an entry whose variables are not all texts.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], env: { PORT: 8080 } } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], env: { PORT: '8080' } } } } } },
  expect: { cause: 'config-entry-shape' },
};
