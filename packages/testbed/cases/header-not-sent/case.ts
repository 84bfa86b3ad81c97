import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'header-not-sent',
  story: 'The entry was copied from another client: Codex reads http_headers and passes over headers.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': [
        '[mcp_servers.demo]',
        'url = "{{origin}}/mcp"',
        '',
        '[mcp_servers.demo.headers]',
        'Authorization = "Bearer good-token-0123456789"',
        '',
      ].join('\n'),
    },
    serve: [{ fault: 'token' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': [
        '[mcp_servers.demo]',
        'url = "{{origin}}/mcp"',
        '',
        '[mcp_servers.demo.http_headers]',
        'Authorization = "Bearer good-token-0123456789"',
        '',
      ].join('\n'),
    },
    serve: [{ fault: 'token' }],
  },
  expect: { cause: 'header-not-sent' },
};
