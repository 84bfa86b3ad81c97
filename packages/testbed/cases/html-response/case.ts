import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'html-response',
  story: 'The address is that of the product page, which answers everything with a web page.',
  client: 'windsurf',
  broken: { files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { serverUrl: '{{origin}}/mcp' } } } }, serve: [{ fault: 'html' }] },
  healthy: { files: { '.codeium/windsurf/mcp_config.json': { mcpServers: { demo: { serverUrl: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'html-response' },
};
