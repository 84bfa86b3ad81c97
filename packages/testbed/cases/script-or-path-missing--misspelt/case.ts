import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'script-or-path-missing--misspelt',
  story: 'The folder is called mcp-servers, the entry says mcp-server.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{home}}/mcp-server/notes.mjs'] } } },
      'mcp-servers/notes.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{home}}/mcp-servers/notes.mjs'] } } },
      'mcp-servers/notes.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'script-or-path-missing' },
};
