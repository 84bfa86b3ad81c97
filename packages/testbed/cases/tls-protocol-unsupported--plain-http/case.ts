import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'tls-protocol-unsupported--plain-http',
  story: 'The entry says https, the development server speaks plain http on that port.',
  client: 'cursor',
  broken: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: 'https://127.0.0.1:{{port}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  healthy: { files: { '.cursor/mcp.json': { mcpServers: { demo: { url: '{{origin}}/mcp' } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'tls-protocol-unsupported' },
};
