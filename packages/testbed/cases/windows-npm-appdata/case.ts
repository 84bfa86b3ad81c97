import type { Case } from '../../src/case.ts';
import { CONNECTED, exited } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'windows-npm-appdata',
  story: 'npx runs for the first time in this account, and the folder for global packages does not exist.',
  client: 'claude-desktop',
  broken: { files: { 'AppData/Roaming/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } } } },
  healthy: {
    files: {
      'AppData/Roaming/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'], env: { APPDATA: 'C:\\Users\\user\\AppData\\Roaming' } } },
      },
    },
  },
  expect: { cause: 'windows-npm-appdata' },
  overlay: {
    broken: {
      session: exited(
        1,
        [
          'npm error code ENOENT',
          'npm error syscall lstat',
          'npm error path C:\\Users\\user\\AppData\\Roaming\\npm',
          'npm error errno -4058',
          "npm error enoent ENOENT: no such file or directory, lstat 'C:\\Users\\user\\AppData\\Roaming\\npm'",
          'npm error enoent This is related to npm not being able to find a file.',
        ],
        { argv: ['npx', '-y', 'notes-mcp'] },
      ),
    },
    healthy: { session: CONNECTED },
  },
  platform: 'win32',
  replayOnly: 'the folder and the message are those of npm on Windows',
};
