import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'docker-daemon-down',
  story: 'Docker Desktop was not started after the last reboot.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'docker', args: ['run', '-i', '--rm', 'acme/notes-mcp'] } } },
      'bin/docker': {
        $text:
          '#!/bin/sh\nif [ "$1" = version ]; then echo \'{"Client":{"Version":"28.5.1","ApiVersion":"1.51","Context":"default"},"Server":null}\'; echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2; exit 1; fi\necho "docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2\necho >&2\necho "Run \'docker run --help\' for more information" >&2\nexit 125\n',
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
  expect: { cause: 'docker-daemon-down' },
};
