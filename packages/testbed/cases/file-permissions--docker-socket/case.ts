import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'file-permissions--docker-socket',
  story: 'The user was never added to the group "docker", so the engine\'s socket is closed to them.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "docker"\nargs = ["run", "-i", "--rm", "acme/notes-mcp"]\n',
      'bin/docker': {
        $text:
          '#!/bin/sh\necho "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get \\"http://%2Fvar%2Frun%2Fdocker.sock/v1.51/version\\": dial unix /var/run/docker.sock: connect: permission denied" >&2\n[ "$1" = version ] && exit 1\nexit 126\n',
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
  expect: { cause: 'file-permissions' },
};
