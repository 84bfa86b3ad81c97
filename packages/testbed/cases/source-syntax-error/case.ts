import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'source-syntax-error',
  story: "The last edit of one's own server left a bracket open.",
  client: 'kiro',
  broken: {
    files: {
      '.kiro/settings/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes/index.mjs'] } } },
      'notes/index.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}";\n',
    },
  },
  healthy: {
    files: {
      '.kiro/settings/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes/index.mjs'] } } },
      'notes/index.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'source-syntax-error' },
};
