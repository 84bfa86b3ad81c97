import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-breaks-sse',
  story: 'nginx buffers the event stream, so that the answer never leaves it.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', 'startup_timeout_sec = 1', ''].join('\n'),
    },
    serve: [{ fault: 'buffered-sse' }],
  },
  healthy: {
    files: {
      '.codex/config.toml': ['[mcp_servers.demo]', 'url = "{{origin}}/mcp"', 'startup_timeout_sec = 2', ''].join('\n'),
    },
    serve: [{ fault: 'ok-sse-answers' }],
  },
  expect: { cause: 'proxy-breaks-sse' },
  patienceMs: 500,
};
