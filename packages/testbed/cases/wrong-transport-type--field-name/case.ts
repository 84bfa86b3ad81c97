import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'wrong-transport-type--field-name',
  story: 'Qwen Code takes "url" for the old event-stream transport whatever the type says; the server speaks Streamable HTTP.',
  client: 'qwen-code',
  broken: { files: { '.qwen/settings.json': { mcpServers: { demo: { url: '{{origin}}/mcp', timeout: 5000 } } } }, serve: [{ fault: 'ok' }] },
  healthy: { files: { '.qwen/settings.json': { mcpServers: { demo: { httpUrl: '{{origin}}/mcp', timeout: 5000 } } } }, serve: [{ fault: 'ok' }] },
  expect: { cause: 'wrong-transport-type' },
};
