import type { Case } from '../../src/case.ts';

const DOCKER = {
  $text:
    '#!/bin/sh\ncase "$1" in version) echo \'{"Client":{"Version":"28.5.1","Context":"default"},"Server":{"Version":"28.5.1"}}\'; exit;; run) ;; *) exit;; esac\nif [ ! -e "$5" ]; then\n  echo "docker: open $5: no such file or directory" >&2\n  exit 125\nfi\nexec {{node}} {{server}} ok\n',
  $mode: 0o755,
};
const ARGS = ['run', '-i', '--rm', '--env-file'];

export const testCase: Case = {
  id: 'script-or-path-missing--docker-env-file',
  story: 'The env file that docker is to read lies in another folder than the entry says, and docker ends over it.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'docker', args: [...ARGS, '{{home}}/notes/.env', 'acme/notes-mcp'] } } },
      'bin/docker': DOCKER,
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'docker', args: [...ARGS, '{{home}}/notes/.env', 'acme/notes-mcp'] } } },
      'bin/docker': DOCKER,
      'notes/.env': 'NOTES_API_KEY=k-3e1f9a70c2\n',
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'script-or-path-missing' },
};
