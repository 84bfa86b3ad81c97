import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'variable-not-expanded',
  story: '$HOME was written into an argument; Claude Desktop hands it over as it is.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['$HOME/mcp-servers/notes.mjs'] } } },
      'mcp-servers/notes.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/mcp-servers/notes.mjs'] } } },
      'mcp-servers/notes.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'variable-not-expanded' },
};
