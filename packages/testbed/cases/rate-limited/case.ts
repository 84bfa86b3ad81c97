import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'rate-limited',
  story: 'An agent in a loop has used up the quota of the day; the service answers 429.',
  client: 'qwen-code',
  broken: { files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } }, serve: [{ fault: '429' }] },
  healthy: { files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'rate-limited' },
};
