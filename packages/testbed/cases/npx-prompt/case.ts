import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'npx-prompt',
  story: 'The entry calls npx without -y, and this npx asks before it installs.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "npx"\nargs = ["notes-mcp"]\nstartup_timeout_sec = 8\n',
      'bin/npx': {
        $text:
          '#!/bin/sh\ncase " $* " in *" -y "*) exec {{node}} {{server}} ok;; esac\nprintf "Need to install the following packages:\\nnotes-mcp@1.2.0\\nOk to proceed? (y) "\nread -r line\nsleep 60\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "npx"\nargs = ["-y", "notes-mcp"]\nstartup_timeout_sec = 20\n',
      'bin/npx': {
        $text:
          '#!/bin/sh\ncase " $* " in *" -y "*) exec {{node}} {{server}} ok;; esac\nprintf "Need to install the following packages:\\nnotes-mcp@1.2.0\\nOk to proceed? (y) "\nread -r line\nsleep 60\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'npx-prompt' },
};
