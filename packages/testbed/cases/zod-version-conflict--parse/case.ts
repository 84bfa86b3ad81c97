import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'zod-version-conflict--parse',
  story: 'Tools were described with zod 4 for a server whose SDK calls the inside of zod 3.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': {
        mcpServers: {
          demo: {
            command: '{{node}}',
            args: [
              '{{server}}',
              'say',
              'TypeError: keyValidator._parse is not a function\n    at ZodRecord._parse (file:///home/user/notes/node_modules/zod/v3/types.js:1961:41)\n    at safeParse (file:///home/user/notes/node_modules/@modelcontextprotocol/sdk/dist/esm/server/zod-compat.js:58:20)',
            ],
          },
        },
      },
    },
  },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'zod-version-conflict' },
};
