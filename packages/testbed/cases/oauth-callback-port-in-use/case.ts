import type { Case } from '../../src/case.ts';

/** The words of mcp-remote are those of its source and of public issues (read 2026-11-21). */
export const testCase: Case = {
  id: 'oauth-callback-port-in-use',
  story: 'The copy of mcp-remote of the last session was never ended and holds the port to which the browser comes back.',
  client: 'cline',
  broken: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { type: 'stdio', command: 'npx', args: ['-y', 'mcp-remote', 'https://mcp.example.com/mcp'] } },
      },
      'bin/npx': {
        $text: [
          '#!/bin/sh',
          "cat >&2 <<'END'",
          '[26682] Using existing client port: {{held}}',
          '[26682] [26682] Connecting to remote server: https://mcp.example.com/mcp',
          '[26682] Using transport strategy: http-first',
          'node:events:485',
          "      throw er; // Unhandled 'error' event",
          '      ^',
          '',
          'Error: listen EADDRINUSE: address already in use 127.0.0.1:{{held}}',
          '    at Server.setupListenHandle [as _listen2] (node:net:1940:16)',
          '    at listenInCluster (node:net:1997:12)',
          'END',
          'exit 1',
          '',
        ].join('\n'),
        $mode: 493,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
    holdsPort: true,
  },
  healthy: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': {
        mcpServers: { demo: { type: 'stdio', command: 'npx', args: ['-y', 'mcp-remote', 'https://mcp.example.com/mcp'] } },
      },
      'bin/npx': {
        $text: ['#!/bin/sh', 'exec "{{node}}" "{{server}}" ok', ''].join('\n'),
        $mode: 493,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'oauth-callback-port-in-use' },
};
