import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-crash',
  story: 'The server stumbles over a file of its own while it starts.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': {
        mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'say', 'notes: index is damaged\n    at openIndex (/opt/notes/index.js:41:11)'] } },
      },
    },
  },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'server-crash' },
};
