import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-wrong-file',
  story: 'The servers were written into ~/.claude/settings.json, where Claude Code does not look for them.',
  client: 'claude-code',
  broken: { files: { '.claude/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-wrong-file', inFile: true },
};
