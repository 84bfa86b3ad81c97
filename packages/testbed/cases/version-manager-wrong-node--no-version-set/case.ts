import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'version-manager-wrong-node--no-version-set',
  story: "asdf's shim was started in a folder for which no version of Node is set.",
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{home}}/.asdf/shims/node', args: ['{{server}}', 'ok'] } } },
      '.asdf/shims/node': {
        $text:
          '#!/bin/sh\necho "No version is set for command node" >&2\necho "Consider adding one of the following versions in your config file at $HOME/.tool-versions" >&2\necho "nodejs 24.11.1" >&2\nexit 126\n',
        $mode: 0o755,
      },
      '.asdf/installs/nodejs/24.11.1/bin/node': { $text: '#!/bin/sh\nexec {{node}} "$@"\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.config/Code/User/mcp.json': {
        servers: { demo: { type: 'stdio', command: '{{home}}/.asdf/installs/nodejs/24.11.1/bin/node', args: ['{{server}}', 'ok'] } },
      },
      '.asdf/installs/nodejs/24.11.1/bin/node': { $text: '#!/bin/sh\nexec {{node}} "$@"\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'version-manager-wrong-node' },
};
