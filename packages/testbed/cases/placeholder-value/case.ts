import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'placeholder-value',
  story: 'The sample of the guide was pasted and the key in it never replaced.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], env: { NOTES_API_KEY: '<YOUR_API_KEY>' } } } },
      'notes.mjs':
        'if (process.env.NOTES_API_KEY?.includes("YOUR")) { console.error("Error: 401 Unauthorized: invalid API key"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], env: { NOTES_API_KEY: 'k-3e1f9a70c2' } } } },
      'notes.mjs':
        'if (process.env.NOTES_API_KEY?.includes("YOUR")) { console.error("Error: 401 Unauthorized: invalid API key"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'placeholder-value' },
};
