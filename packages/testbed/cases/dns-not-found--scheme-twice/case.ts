import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'dns-not-found--scheme-twice',
  story: 'Somebody pasted a whole address behind https://, so that the host is called "https".',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: 'https://{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'http', url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'dns-not-found' },
};
