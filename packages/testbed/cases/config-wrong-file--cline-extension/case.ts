import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-wrong-file--cline-extension',
  story: 'An article named the old file of the extension in the storage of VS Code; Cline keeps its servers below ~/.cline now.',
  client: 'cline',
  broken: {
    files: {
      '.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } },
      },
    },
  },
  healthy: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-wrong-file', inFile: true },
};
