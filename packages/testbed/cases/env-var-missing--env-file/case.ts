import type { Case } from '../../src/case.ts';

const ENTRY = { mcpServers: { demo: { command: '{{node}}', args: ['--env-file', '{{home}}/notes.env', '{{server}}', 'needs-env', 'NOTES_API_KEY'] } } };

export const testCase: Case = {
  id: 'env-var-missing--env-file',
  story: 'The env file that an argument of Node names lacks the key which the server wants.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': ENTRY, 'notes.env': 'NOTES_ROOT=/srv/notes\n' } },
  healthy: { files: { '.cursor/mcp.json': ENTRY, 'notes.env': 'NOTES_ROOT=/srv/notes\nNOTES_API_KEY=k-3e1f9a70c2\n' } },
  expect: { cause: 'env-var-missing' },
};
