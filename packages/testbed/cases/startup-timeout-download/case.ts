import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'startup-timeout-download',
  story: 'The first start fetches the package, which takes longer than Codex waits.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "npx"\nargs = ["-y", "notes-mcp"]\nstartup_timeout_sec = 1\n',
      'bin/npx': {
        $text:
          '#!/bin/sh\necho "npm warn exec The following package was not found and will be installed: notes-mcp@1.2.0" >&2\nsleep 1.6\nexec {{node}} {{server}} ok\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "npx"\nargs = ["-y", "notes-mcp"]\nstartup_timeout_sec = 60\n',
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'startup-timeout-download' },
  patienceMs: 6000,
};
