import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'env-var-missing--gemini-keeps-secrets',
  story: 'The token is set in the terminal; Gemini CLI keeps variables with such names from its servers unless the entry declares them.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'needs-env', 'NOTES_TOKEN'] } },
      },
    },
    env: { NOTES_TOKEN: 'nt_fixture_value_1' },
  },
  healthy: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'needs-env', 'NOTES_TOKEN'], env: { NOTES_TOKEN: '$NOTES_TOKEN' } } },
      },
    },
    env: { NOTES_TOKEN: 'nt_fixture_value_1' },
  },
  expect: { cause: 'env-var-missing' },
};
