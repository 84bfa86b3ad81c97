import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'connection-timeout',
  story: 'A firewall drops everything to the port of the staging server, so that no answer ever comes.',
  client: 'opencode',
  broken: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 700 } } } },
    serve: [{ fault: 'blackhole' }],
  },
  healthy: {
    files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp', timeout: 2000 } } } },
    serve: [{ fault: 'ok' }],
  },
  expect: { cause: 'connection-timeout' },
  patienceMs: 500,
};
