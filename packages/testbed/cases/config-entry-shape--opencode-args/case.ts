import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--opencode-args',
  story: 'An entry in the notation of Claude Desktop was pasted into opencode.json, which keeps command and arguments in one list.',
  client: 'opencode',
  broken: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-entry-shape' },
};
