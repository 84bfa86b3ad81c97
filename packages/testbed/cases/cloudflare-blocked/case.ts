import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'cloudflare-blocked',
  story: 'The bot protection of the host shows a challenge that only a browser can solve.',
  client: 'claude-code',
  broken: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'cloudflare' }] },
  healthy: { files: { '.claude.json': { mcpServers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'cloudflare-blocked' },
};
