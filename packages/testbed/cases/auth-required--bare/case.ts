import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'auth-required--bare',
  story: 'The server takes a bearer token only and says nothing about where to get one.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'token' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', 'bearer_token_env_var = "WIKI_TOKEN"', ''].join('\n'),
    },
    serve: [{ fault: 'token' }],
    env: { WIKI_TOKEN: 'good-token-0123456789' },
  },
  expect: { cause: 'auth-required' },
};
