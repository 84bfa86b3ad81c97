import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'package-not-found--uvx',
  story: 'The server is on PyPI under another name.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "uvx"\nargs = ["mcp-server-notes"]\n',
      'bin/uvx': {
        $text:
          '#!/bin/sh\ncat >&2 <<EOF\n  × No solution found when resolving tool dependencies:\n  ╰─▶ Because mcp-server-notes was not found in the package registry and you require mcp-server-notes, we can conclude that your requirements are unsatisfiable.\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "uvx"\nargs = ["notes-mcp-server"]\n',
      'bin/uvx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'package-not-found' },
};
