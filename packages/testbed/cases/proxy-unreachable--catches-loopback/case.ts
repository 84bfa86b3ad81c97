import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'proxy-unreachable--catches-loopback',
  story: 'The proxy variable is set for the browser; without NO_PROXY opencode sends requests for 127.0.0.1 to the proxy as well, which has no such server.',
  client: 'opencode',
  broken: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'ok' }, { fault: 'proxy-not-here' }],
    env: { HTTP_PROXY: '{{origin:1}}' },
  },
  healthy: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'ok' }, { fault: 'proxy-not-here' }],
    env: { HTTP_PROXY: '{{origin:1}}', NO_PROXY: 'localhost,127.0.0.1' },
  },
  expect: { cause: 'proxy-unreachable' },
};
