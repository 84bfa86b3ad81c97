import type { Case } from '../../src/case.ts';
import { CONNECTED } from '../../src/overlays.ts';

export const testCase: Case = {
  id: 'client-not-restarted',
  story: 'The server was repaired in the file, and Claude Desktop has been running since before that.',
  client: 'claude-desktop',
  broken: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '/usr/local/bin/node', args: ['/opt/notes/index.mjs'] } },
      },
    },
  },
  healthy: {
    files: {
      'Library/Application Support/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '/usr/local/bin/node', args: ['/opt/notes/index.mjs'] } },
      },
    },
  },
  expect: { cause: 'client-not-restarted', verdict: 'healthy', finding: 'hint' },
  overlay: {
    broken: {
      session: CONNECTED,
      processes: { older: [{ pid: 4242, name: 'Claude', startedAt: '2026-11-21T08:00:00.000Z' }], configModifiedAt: '2026-11-21T11:40:00.000Z' },
    },
    healthy: { session: CONNECTED, processes: { older: [], configModifiedAt: '2026-11-21T07:40:00.000Z' } },
  },
  platform: 'darwin',
  replayOnly: 'needs a running Claude Desktop that is older than its file',
};
