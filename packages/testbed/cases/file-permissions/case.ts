import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'file-permissions',
  story: 'The script was downloaded and never made executable.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{home}}/bin/notes-mcp', args: [] } } },
      'bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o644 },
    },
  },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{home}}/bin/notes-mcp', args: [] } } },
      'bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'file-permissions' },
};
