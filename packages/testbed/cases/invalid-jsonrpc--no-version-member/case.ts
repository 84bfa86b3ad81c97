import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'invalid-jsonrpc--no-version-member',
  story: 'The answers lack the member "jsonrpc".',
  client: 'qwen-code',
  broken: { files: { '.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'no-jsonrpc'], timeout: 1000 } } } } },
  healthy: { files: { '.qwen/settings.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'], timeout: 20000 } } } } },
  expect: { cause: 'invalid-jsonrpc' },
};
