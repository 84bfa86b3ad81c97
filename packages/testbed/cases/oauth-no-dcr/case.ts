import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oauth-no-dcr',
  story: 'The identity provider registers no clients by itself, and Codex knows no client id to use.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: '401-no-registration' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', 'bearer_token_env_var = "WIKI_TOKEN"', ''].join('\n'),
    },
    serve: [{ fault: 'token' }],
    env: { WIKI_TOKEN: 'good-token-0123456789' },
  },
  expect: { cause: 'oauth-no-dcr' },
};
