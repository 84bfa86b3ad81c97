import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'redirect-on-endpoint--other-host',
  story: 'The server sends everybody from the address to its name; Qwen Code follows no redirect to another origin.',
  client: 'qwen-code',
  broken: { files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } }, serve: [{ fault: 'redirect-to-name' }] },
  healthy: {
    files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: 'http://localhost:{{port}}/mcp', timeout: 5000 } } } },
    serve: [{ fault: 'redirect-to-name' }],
  },
  expect: { cause: 'redirect-on-endpoint' },
};
