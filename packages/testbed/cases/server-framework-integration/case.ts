import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-framework-integration',
  story: 'A server built into a web framework hands the same instance to every connection.',
  client: 'cline',
  broken: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: {
          demo: {
            command: '{{node}}',
            args: [
              '{{server}}',
              'say',
              'Error: Already connected to a transport. Call close() before connecting to a new transport, or use a separate Protocol instance per connection.\n    at Server.connect (file:///opt/notes/node_modules/@modelcontextprotocol/sdk/dist/esm/shared/protocol.js:217:19)',
            ],
          },
        },
      },
    },
  },
  healthy: { files: { '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'server-framework-integration' },
};
