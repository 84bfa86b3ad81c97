import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'file-permissions--folder',
  story: 'The entry names the folder of the server and not the program in it.',
  client: 'zed',
  broken: {
    files: {
      '.config/zed/settings.json': { context_servers: { demo: { command: '{{home}}/notes', args: [] } } },
      'notes/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.config/zed/settings.json': { context_servers: { demo: { command: '{{home}}/notes/notes-mcp', args: [] } } },
      'notes/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'file-permissions' },
};
