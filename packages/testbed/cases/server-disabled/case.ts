import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-disabled',
  story: 'The server was switched off for a week and forgotten.',
  client: 'opencode',
  broken: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'ok'], enabled: false } } } } },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'ok'], enabled: true } } } } },
  expect: { cause: 'server-disabled', verdict: 'not-checked' },
};
