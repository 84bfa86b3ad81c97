import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'config-entry-shape--one-key-too-many',
  story: 'The block of settings.json was pasted whole into mcp.json of VS Code: the servers stand one level too deep.',
  client: 'vscode',
  broken: { files: { '.config/Code/User/mcp.json': { mcp: { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{server}}', 'ok'] } } } } } },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'config-entry-shape', inFile: true },
};
