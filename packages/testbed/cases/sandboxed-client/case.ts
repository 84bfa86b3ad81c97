import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'sandboxed-client',
  story: 'VS Code was installed as a Flatpak, in whose sandbox the programs of the machine are not to be seen.',
  client: 'vscode',
  broken: {
    files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: 'notes-mcp', args: [] } } } },
    env: { PATH: '/app/bin:/usr/bin:/bin', FLATPAK_ID: 'com.visualstudio.code' },
  },
  healthy: {
    files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{server}}', 'ok'] } } } },
    env: { PATH: '/app/bin:/usr/bin:/bin', FLATPAK_ID: 'com.visualstudio.code' },
  },
  expect: { cause: 'sandboxed-client' },
};
