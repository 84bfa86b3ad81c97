import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'cwd-missing-or-relative',
  story: 'The project folder that the entry names as working folder was renamed.',
  client: 'cline',
  broken: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], cwd: '{{home}}/work/notes-old' } },
      },
      'work/notes/readme.md': 'notes\n',
    },
  },
  healthy: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], cwd: '{{home}}/work/notes' } } },
      'work/notes/readme.md': 'notes\n',
    },
  },
  expect: { cause: 'cwd-missing-or-relative' },
};
