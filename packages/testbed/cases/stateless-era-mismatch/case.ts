import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stateless-era-mismatch',
  story: 'The server was updated and speaks the stateless revision only; the client begins with initialize.',
  client: 'opencode',
  broken: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'modern'] } } } } },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'dual'] } } } } },
  expect: { cause: 'stateless-era-mismatch' },
};
