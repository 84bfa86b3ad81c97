import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'command-not-on-client-path',
  story: 'The program was installed with pipx; the shell finds it in ~/.local/bin, a desktop application does not look there.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: 'notes-mcp', args: [] } } },
      '.local/bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/.local/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{home}}/.local/bin/notes-mcp', args: [] } } },
      '.local/bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/.local/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'command-not-on-client-path' },
};
