import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'container-localhost',
  story: 'The server runs in a container and looks for the database on localhost, which is the container itself there.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'docker', args: ['run', '-i', '--rm', '-e', 'NOTES_URL=http://localhost:5984', 'acme/notes-mcp'] } } },
      'bin/docker': {
        $text:
          '#!/bin/sh\ncase "$1" in version) echo \'{"Client":{"Version":"28.5.1","Context":"default"},"Server":{"Version":"28.5.1"}}\'; exit;; run) ;; *) exit;; esac\ncase "$*" in *//host.docker.internal:*) exec {{node}} {{server}} ok;; esac\necho "Error: connect ECONNREFUSED 127.0.0.1:5984" >&2\necho "    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)" >&2\nexit 1\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': {
        mcpServers: { demo: { command: 'docker', args: ['run', '-i', '--rm', '-e', 'NOTES_URL=http://host.docker.internal:5984', 'acme/notes-mcp'] } },
      },
      'bin/docker': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'container-localhost' },
};
