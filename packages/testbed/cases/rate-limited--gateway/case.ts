import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'rate-limited--gateway',
  story: 'The gateway of the company counts requests per minute and hands out 429 with a Retry-After.',
  client: 'opencode',
  broken: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: '429' }],
  },
  healthy: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 3000 } } } },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'rate-limited' },
};
