import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'variable-not-expanded--syntax-of-another',
  story: 'The token was taken from the environment in the notation of VS Code; opencode writes {env:NAME}.',
  client: 'opencode',
  broken: {
    files: {
      '.config/opencode/opencode.json': {
        mcp: { demo: { type: 'local', command: ['{{node}}', '{{home}}/notes.mjs'], environment: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } } },
      },
      'notes.mjs':
        'if (!process.env.NOTES_TOKEN?.startsWith("nt_")) { console.error("Error: NOTES_TOKEN is not a valid token"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
    env: { NOTES_TOKEN: 'nt_fixture_value_1' },
  },
  healthy: {
    files: {
      '.config/opencode/opencode.json': {
        mcp: { demo: { type: 'local', command: ['{{node}}', '{{home}}/notes.mjs'], environment: { NOTES_TOKEN: '{env:NOTES_TOKEN}' } } },
      },
      'notes.mjs':
        'if (!process.env.NOTES_TOKEN?.startsWith("nt_")) { console.error("Error: NOTES_TOKEN is not a valid token"); process.exit(1); }\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
    env: { NOTES_TOKEN: 'nt_fixture_value_1' },
  },
  expect: { cause: 'variable-not-expanded' },
};
