import type { Case } from '../../src/case.ts';
import { CONNECTED, spawnFailed } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'arch-mismatch--intel-on-apple',
  story: 'A program for Intel Macs was downloaded onto a Mac with an Apple chip that has no Rosetta.',
  client: 'claude-desktop',
  broken: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{home}}/bin/notes-mcp', args: [] } } },
      'bin/notes-mcp': { $text: '\u00cf\u00fa\u00ed\u00fe\u0007\0\0\u0001\u0003\0\0\0\u0002\0\0\0', $encoding: 'latin1', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{home}}/bin/notes-mcp', args: [] } } },
      'bin/notes-mcp': { $text: '\u00cf\u00fa\u00ed\u00fe\u000c\0\0\u0001\0\0\0\0\u0002\0\0\0', $encoding: 'latin1', $mode: 0o755 },
    },
  },
  expect: { cause: 'arch-mismatch' },
  overlay: {
    broken: {
      session: spawnFailed({ code: 'EBADARCH', syscall: 'spawn', message: 'spawn Unknown system error -86' }, { argv: ['/Users/user/bin/notes-mcp'] }),
    },
    healthy: { session: CONNECTED },
  },
  platform: 'darwin',
  replayOnly: 'needs a Mac with an Apple chip',
};
