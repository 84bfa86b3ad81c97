import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'redirect-on-endpoint',
  story: 'The web server answers 301 for the old path; Cursor turns the POST into a GET on its way to the new one.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: '301' }] },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/moved/mcp' } } } }, serve: [{ fault: '301' }] },
  expect: { cause: 'redirect-on-endpoint' },
};
