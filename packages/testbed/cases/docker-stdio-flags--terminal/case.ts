import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'docker-stdio-flags--terminal',
  story: 'The command was copied from a README that shows "docker run -it"; there is no terminal here.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: { demo: { command: 'docker', args: ['run', '-it', '--rm', 'acme/notes-mcp'] } },
      },
      'bin/docker': {
        $text:
          '#!/bin/sh\ncase "$1" in version) echo \'{"Client":{"Version":"28.5.1","Context":"default"},"Server":{"Version":"28.5.1"}}\'; exit;; run) ;; *) exit;; esac\ncase " $* " in *" -it "*) echo "the input device is not a TTY" >&2; exit 1;; esac\nexec {{node}} {{server}} ok\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: { demo: { command: 'docker', args: ['run', '-i', '--rm', 'acme/notes-mcp'] } },
      },
      'bin/docker': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'docker-stdio-flags' },
};
