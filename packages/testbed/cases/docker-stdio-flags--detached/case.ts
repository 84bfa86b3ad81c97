import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'docker-stdio-flags--detached',
  story: 'The container was started with -d, so docker prints its id and returns.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "docker"\nargs = ["run", "-d", "acme/notes-mcp"]\n',
      'bin/docker': {
        $text:
          '#!/bin/sh\ncase "$1" in version) echo \'{"Client":{"Version":"28.5.1","Context":"default"},"Server":{"Version":"28.5.1"}}\'; exit;; run) ;; *) exit;; esac\ncase " $* " in *" -d "*) echo 4f1c0b9e6d7a2c3541f0b9e6d7a2c3544f1c0b9e6d7a2c3541f0b9e6d7a2c354; exit;; esac\nexec {{node}} {{server}} ok\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "docker"\nargs = ["run", "-i", "--rm", "acme/notes-mcp"]\n',
      'bin/docker': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'docker-stdio-flags' },
};
