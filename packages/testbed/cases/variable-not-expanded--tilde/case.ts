import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'variable-not-expanded--tilde',
  story: 'A path with ~ was written into the arguments; no shell is there to expand it.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['~/mcp-servers/notes.mjs'] } } },
      'mcp-servers/notes.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/mcp-servers/notes.mjs'] } } },
      'mcp-servers/notes.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'variable-not-expanded' },
};
