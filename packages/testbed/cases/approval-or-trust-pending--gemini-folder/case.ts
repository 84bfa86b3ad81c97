import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'approval-or-trust-pending--gemini-folder',
  story: "The server stands in the user's own settings, but Gemini CLI starts no local server in a folder that is not trusted.",
  client: 'gemini-cli',
  broken: { files: { '.gemini/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: {
    files: {
      '.gemini/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
      '.gemini/trustedFolders.json': '{ "{{project}}": "TRUST_FOLDER" }\n',
    },
  },
  expect: { cause: 'approval-or-trust-pending', verdict: 'not-checked' },
};
