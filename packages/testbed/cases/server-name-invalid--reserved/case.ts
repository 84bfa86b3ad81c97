import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-name-invalid--reserved',
  story: 'The server was called "workspace", a name that Claude Code keeps for itself.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { workspace: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: { files: { '.claude.json': { mcpServers: { 'my-workspace': { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'server-name-invalid', server: 'workspace' },
};
