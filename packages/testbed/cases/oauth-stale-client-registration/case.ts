import type { Case } from '../../src/case.ts';

/** The words of mcp-remote are those of its source and of public issues (read 2026-11-21). */
export const testCase: Case = {
  id: 'oauth-stale-client-registration',
  story: 'The provider emptied its list of clients; mcp-remote still shows the client id of last year.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'stdio', command: 'npx', args: ['-y', 'mcp-remote', 'https://mcp.example.com/mcp'] } },
      },
      'bin/npx': {
        $text: [
          '#!/bin/sh',
          "cat >&2 <<'END'",
          '[26682] Using existing client port: 9553',
          '[26682] [26682] Connecting to remote server: https://mcp.example.com/mcp',
          '[26682] Using transport strategy: http-first',
          '[26682] Connection error: InvalidClientError: Client not found.',
          '[26682] Fatal error: InvalidClientError: Client not found.',
          '    at parseErrorResponse (file:///home/user/.npm/_npx/705d23756ff7dacc/node_modules/mcp-remote/dist/chunk-65X3S4HB.js:12013:16)',
          'END',
          'exit 1',
          '',
        ].join('\n'),
        $mode: 493,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'stdio', command: 'npx', args: ['-y', 'mcp-remote', 'https://mcp.example.com/mcp'] } },
      },
      'bin/npx': {
        $text: ['#!/bin/sh', 'exec "{{node}}" "{{server}}" ok', ''].join('\n'),
        $mode: 493,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'oauth-stale-client-registration' },
};
