import type { Case } from '../../src/case.ts';
import { CONNECTED, exited } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'space-in-path-or-arg',
  story: 'npx was named by its full path below Program Files; cmd.exe takes the part before the blank for the whole program.',
  client: 'claude-desktop',
  broken: {
    files: {
      'AppData/Roaming/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: 'C:\\Program Files\\nodejs\\npx.cmd', args: ['-y', 'notes-mcp', 'C:\\My Notes'] } },
      },
    },
  },
  healthy: {
    files: { 'AppData/Roaming/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp', 'C:\\Notes'] } } } },
  },
  expect: { cause: 'space-in-path-or-arg' },
  overlay: {
    broken: {
      session: exited(1, ["'C:\\Program' is not recognized as an internal or external command,", 'operable program or batch file.'], {
        argv: ['C:\\Program Files\\nodejs\\npx.cmd', '-y', 'notes-mcp', 'C:\\My Notes'],
      }),
    },
    healthy: { session: CONNECTED },
  },
  platform: 'win32',
  replayOnly: 'cmd.exe cuts the line, and that is a matter of Windows',
};
