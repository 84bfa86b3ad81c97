import type { Case } from '../../src/case.ts';
import { CONNECTED, exited } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'macos-folder-privacy',
  story: "The server's script lies in Documents, a folder that macOS closes to applications which were not allowed to read it.",
  client: 'claude-desktop',
  broken: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '/usr/local/bin/node', args: ['{{home}}/Documents/notes/index.mjs'] } },
      },
      'Documents/notes/index.mjs': 'export {};\n',
    },
  },
  healthy: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '/usr/local/bin/node', args: ['{{home}}/mcp-servers/notes/index.mjs'] } },
      },
      'mcp-servers/notes/index.mjs': 'export {};\n',
    },
  },
  expect: { cause: 'macos-folder-privacy' },
  overlay: {
    broken: {
      session: exited(
        1,
        [
          'node:internal/fs/promises:638',
          '  return new FileHandle(await PromisePrototypeThen(',
          '',
          "Error: EPERM: operation not permitted, open '/Users/user/Documents/notes/index.mjs'",
          '    at async open (node:internal/fs/promises:638:25) {',
          '  errno: -1,',
          "  code: 'EPERM',",
          "  syscall: 'open',",
          "  path: '/Users/user/Documents/notes/index.mjs'",
          '}',
          '',
          'Node.js v24.11.1',
        ],
        { argv: ['/usr/local/bin/node', '/Users/user/Documents/notes/index.mjs'] },
      ),
    },
    healthy: { session: CONNECTED },
  },
  platform: 'darwin',
  replayOnly: 'the privacy settings of macOS',
};
