import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'startup-timeout-download--uvx',
  story: 'uvx fetches Python itself before it starts the server.',
  client: 'opencode',
  broken: {
    files: {
      '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{home}}/bin/uvx', 'notes-mcp'], timeout: 1000 } } },
      'bin/uvx': {
        $text:
          '#!/bin/sh\necho "Downloading cpython-3.13.1-linux-x86_64-gnu (download) (32.4MiB)" >&2\nsleep 1.6\necho "Installed 35 packages in 41ms" >&2\nexec {{node}} {{server}} ok\n',
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{home}}/bin/uvx', 'notes-mcp'], timeout: 30000 } } },
      'bin/uvx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'startup-timeout-download' },
  patienceMs: 6000,
};
