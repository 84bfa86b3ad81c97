import type { Case } from '../../src/case.ts';

const PROGRAM = 'if (process.env.NOTES_ROOT !== "/srv/notes") process.exit(1);\nprocess.argv[2] = "ok";\nawait import("{{server}}");\n';

export const testCase: Case = {
  id: 'script-or-path-missing--node-env-file',
  story: 'An argument of Node names its env file by a misspelt name, and Node does not start without it.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['--env-file={{home}}/note.env', '{{home}}/notes.mjs'] } } },
      'notes.env': 'NOTES_ROOT=/srv/notes\n',
      'notes.mjs': PROGRAM,
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['--env-file={{home}}/notes.env', '{{home}}/notes.mjs'] } } },
      'notes.env': 'NOTES_ROOT=/srv/notes\n',
      'notes.mjs': PROGRAM,
    },
  },
  expect: { cause: 'script-or-path-missing' },
};
