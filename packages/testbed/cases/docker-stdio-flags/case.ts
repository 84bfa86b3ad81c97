import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'docker-stdio-flags',
  story: 'The option -i was left out, so the server in the container has no stdin and ends at once.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'docker', args: ['run', '--rm', 'acme/notes-mcp'] } } },
      'bin/docker': {
        $text:
          '#!/bin/sh\ncase "$1" in version) echo \'{"Client":{"Version":"28.5.1","Context":"default"},"Server":{"Version":"28.5.1"}}\'; exit;; run) ;; *) exit;; esac\ncase " $* " in *" -i "*) exec {{node}} {{server}} ok;; esac\nexec {{node}} {{server}} ok </dev/null\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'docker', args: ['run', '-i', '--rm', 'acme/notes-mcp'] } } },
      'bin/docker': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'docker-stdio-flags' },
};
