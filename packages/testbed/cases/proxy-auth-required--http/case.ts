import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-auth-required--http',
  story: 'A plain http server behind a proxy that asks for a login answers nothing but the error page of the proxy.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "http://mcp.tickets.invalid/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'proxy-login' }],
    env: { http_proxy: '{{origin}}' },
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'proxy-auth-required' },
};
