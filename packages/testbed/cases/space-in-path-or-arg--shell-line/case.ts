import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'space-in-path-or-arg--shell-line',
  story: "The entry goes through a shell, and the folder with a blank in its name is not quoted in the shell's line.",
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '/bin/sh', args: ['-c', '{{home}}/My Servers/notes-mcp'] } } },
      'My Servers/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '/bin/sh', args: ['-c', '"{{home}}/My Servers/notes-mcp"'] } } },
      'My Servers/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'space-in-path-or-arg' },
};
