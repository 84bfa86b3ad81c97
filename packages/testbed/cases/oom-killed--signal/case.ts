import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'oom-killed--signal',
  story: 'The system ran out of memory and ended the server with SIGKILL.',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{server}}', 'killed'] } } } } },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'oom-killed' },
};
