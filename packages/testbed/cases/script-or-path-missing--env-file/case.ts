import type { Case } from '../../src/case.ts';

const PROGRAM = 'if (process.env.NOTES_ROOT !== "/srv/notes") process.exit(1);\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n';

export const testCase: Case = {
  id: 'script-or-path-missing--env-file',
  story: 'The entry names an env file by a misspelt name, and VS Code does not start the server without it.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{home}}/notes.mjs'], envFile: '{{home}}/note.env' } } },
      'notes.env': 'NOTES_ROOT=/srv/notes\n',
      'notes.mjs': PROGRAM,
    },
  },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{home}}/notes.mjs'], envFile: '{{home}}/notes.env' } } },
      'notes.env': 'NOTES_ROOT=/srv/notes\n',
      'notes.mjs': PROGRAM,
    },
  },
  expect: { cause: 'script-or-path-missing' },
};
