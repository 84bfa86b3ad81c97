import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'wrong-transport-type--no-sse-client',
  story: 'Codex has no event-stream transport; the address of such a server cannot work there, whatever is changed in it.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/sse"', ''].join('\n'),
    },
    serve: [{ fault: 'ok-old-sse' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', ''].join('\n'),
    },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'wrong-transport-type' },
};
