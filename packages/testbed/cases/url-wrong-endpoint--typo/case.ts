import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'url-wrong-endpoint--typo',
  story: 'Two letters changed places: /mpc instead of /mcp.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mpc"', ''].join('\n'),
    },
    serve: [{ fault: 'only-at', value: '/mcp' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'only-at', value: '/mcp' }],
  },
  expect: { cause: 'url-wrong-endpoint' },
};
