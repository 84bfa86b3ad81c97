import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'url-wrong-endpoint--sse-path',
  story: 'The event stream is at /sse, the entry says /events.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/events' } } } }, serve: [{ fault: 'ok-old-sse' }] },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { type: 'sse', url: '{{origin}}/sse' } } } }, serve: [{ fault: 'ok-old-sse' }] },
  expect: { cause: 'url-wrong-endpoint' },
};
