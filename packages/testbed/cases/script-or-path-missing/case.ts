import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'script-or-path-missing',
  story: 'The repository was cloned and never built, so dist does not exist.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/src/notes/dist/index.mjs'] } } },
      'src/notes/package.json': { name: 'notes', type: 'module', scripts: { build: 'tsc' } },
      'src/notes/src/index.ts': 'export {};\n',
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/src/notes/dist/index.mjs'] } } },
      'src/notes/package.json': { name: 'notes', type: 'module', scripts: { build: 'tsc' } },
      'src/notes/dist/index.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'script-or-path-missing' },
};
