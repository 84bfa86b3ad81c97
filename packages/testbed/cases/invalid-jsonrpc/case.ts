import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'invalid-jsonrpc',
  story: 'The server answers with an id of its own.',
  client: 'opencode',
  broken: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'wrong-id'], timeout: 1000 } } } } },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'ok'], timeout: 20000 } } } } },
  expect: { cause: 'invalid-jsonrpc' },
};
