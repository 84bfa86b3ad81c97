import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdio-encoding',
  story: 'The server is started through a PowerShell pipe, which turns everything into UTF-16.',
  client: 'opencode',
  broken: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'utf16'], timeout: 1000 } } } } },
  healthy: { files: { '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{server}}', 'ok'], timeout: 20000 } } } } },
  expect: { cause: 'stdio-encoding' },
};
