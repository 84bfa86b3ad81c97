import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'sse-subpath-endpoint',
  story: 'The server is mounted below /prefix, but its endpoint event names a path without the prefix.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/prefix/sse' } } } }, serve: [{ fault: 'sse-subpath' }] },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } } } }, serve: [{ fault: 'ok-old-sse' }] },
  expect: { cause: 'sse-subpath-endpoint' },
};
