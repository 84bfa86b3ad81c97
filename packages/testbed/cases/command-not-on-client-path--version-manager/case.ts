import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'command-not-on-client-path--version-manager',
  story: "A package was installed globally below nvm, whose folder only the shell's start file puts on the PATH.",
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: 'notes-mcp', args: [] } } },
      '.nvm/versions/node/v24.11.1/bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{home}}/.nvm/versions/node/v24.11.1/bin/notes-mcp', args: [] } } },
      '.nvm/versions/node/v24.11.1/bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'command-not-on-client-path' },
};
