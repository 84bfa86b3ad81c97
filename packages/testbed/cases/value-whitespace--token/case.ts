import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'value-whitespace--token',
  story: 'The key was copied with the line break behind it.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], env: { NOTES_API_KEY: 'k-3e1f9a70c2\n' } } } },
      'notes.mjs':
        'if (/\\s/.test(process.env.NOTES_API_KEY)) { console.error("Error: 401 Unauthorized: invalid API key"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], env: { NOTES_API_KEY: 'k-3e1f9a70c2' } } } },
      'notes.mjs':
        'if (/\\s/.test(process.env.NOTES_API_KEY)) { console.error("Error: 401 Unauthorized: invalid API key"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'value-whitespace' },
};
