import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'session-lost-or-unknown',
  story: 'Two replicas stand behind one address, and the second request reaches the one that does not know the session.',
  client: 'opencode',
  broken: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'session-lost' }] },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'remote', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'session-lost-or-unknown' },
};
