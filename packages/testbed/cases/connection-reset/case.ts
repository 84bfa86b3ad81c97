import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'connection-reset',
  story: 'A load balancer in front of the server hangs up on every request as soon as it has read it.',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'reset' }] },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'connection-reset' },
};
