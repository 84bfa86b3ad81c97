import type { Case } from '../../src/case.ts';

const ENTRY = { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes.mjs'], envFile: '{{home}}/notes.env' } } };
const PROGRAM =
  'if (/\\s/.test(process.env.NOTES_API_KEY)) { console.error("Error: NOTES_API_KEY is no valid key"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n';

export const testCase: Case = {
  id: 'value-whitespace--env-file',
  story: 'In the env file the key stands in quotes, with a blank before the closing one.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': ENTRY,
      'notes.env': '# of the notes server\r\nexport NOTES_API_KEY="k-3e1f9a70c2 " # mine\r\nOTHER=1\r\n',
      'notes.mjs': PROGRAM,
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': ENTRY,
      'notes.env': '# of the notes server\r\nexport NOTES_API_KEY="k-3e1f9a70c2" # mine\r\nOTHER=1\r\n',
      'notes.mjs': PROGRAM,
    },
  },
  expect: { cause: 'value-whitespace' },
};
