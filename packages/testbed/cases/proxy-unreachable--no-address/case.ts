import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-unreachable--no-address',
  story: 'HTTPS_PROXY holds a sentence of the manual instead of an address.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "https://mcp.example.invalid/mcp"', ''].join('\n'),
    },
    env: { HTTPS_PROXY: 'http://ask the administrator:3128' },
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'proxy-unreachable' },
};
