import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-not-running--moved',
  story: 'The server of the wiki team got a new port with its last release; the config.toml still names the old one.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "http://127.0.0.1:{{closed}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'ok' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'server-not-running' },
};
