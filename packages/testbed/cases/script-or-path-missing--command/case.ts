import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'script-or-path-missing--command',
  story: 'The program was moved to another folder and the entry still names the old place.',
  client: 'zed',
  broken: {
    files: {
      '.config/zed/settings.json': { context_servers: { demo: { command: '{{home}}/bin/notes-mcp', args: [] } } },
      'tools/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.config/zed/settings.json': { context_servers: { demo: { command: '{{home}}/tools/notes-mcp', args: [] } } },
      'tools/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'script-or-path-missing' },
};
