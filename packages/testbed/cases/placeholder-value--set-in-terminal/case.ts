import type { Case } from '../../src/case.ts';

const PROGRAM =
  'if (process.env.NOTES_API_KEY !== "k-3e1f9a70c2") { console.error("Error: 401 Unauthorized: invalid API key"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n';

export const testCase: Case = {
  id: 'placeholder-value--set-in-terminal',
  story: 'The key is set in the terminal, and the entry still fills the variable with the sample of the guide.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], env: { NOTES_API_KEY: '<YOUR_API_KEY>' } } } },
      'notes.mjs': PROGRAM,
    },
    env: { NOTES_API_KEY: 'k-3e1f9a70c2' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], env: { NOTES_API_KEY: '${NOTES_API_KEY}' } } } },
      'notes.mjs': PROGRAM,
    },
    env: { NOTES_API_KEY: 'k-3e1f9a70c2' },
  },
  expect: { cause: 'placeholder-value' },
};
