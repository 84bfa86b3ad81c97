import type { Case } from '../../src/case.ts';
import { CONNECTED, exited } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'macos-quarantine',
  story: 'A program was downloaded with the browser; macOS marks such files and ends them until the user allows them.',
  client: 'claude-desktop',
  broken: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{home}}/Downloads/notes-mcp', args: [] } } },
      'Downloads/notes-mcp': { $text: '\u00cf\u00fa\u00ed\u00fe\u000c\0\0\u0001\0\0\0\0\u0002\0\0\0', $encoding: 'latin1', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{home}}/Downloads/notes-mcp', args: [] } } },
      'Downloads/notes-mcp': { $text: '\u00cf\u00fa\u00ed\u00fe\u000c\0\0\u0001\0\0\0\0\u0002\0\0\0', $encoding: 'latin1', $mode: 0o755 },
    },
  },
  expect: { cause: 'macos-quarantine' },
  overlay: {
    broken: { program: { file: { quarantine: true } }, session: exited('SIGKILL', [], { argv: ['/Users/user/Downloads/notes-mcp'] }) },
    healthy: { program: { file: { quarantine: false } }, session: CONNECTED },
  },
  platform: 'darwin',
  replayOnly: 'Gatekeeper exists on macOS only',
};
