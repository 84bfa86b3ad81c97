import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'python-version-unsuitable',
  story: 'The package wants Python 3.10, and uv found only the 3.9 of the system.',
  client: 'goose',
  broken: {
    files: {
      '.config/goose/config.yaml':
        'extensions:\n  demo:\n    name: demo\n    type: stdio\n    enabled: true\n    cmd: {{home}}/bin/uvx\n    args: ["notes-mcp"]\n',
      'bin/uvx': {
        $text:
          '#!/bin/sh\n[ "$1" = --python ] && exec {{node}} {{server}} ok\ncat >&2 <<EOF\n  × No solution found when resolving tool dependencies:\n  ╰─▶ Because the current Python version (3.9.6) does not satisfy Python>=3.10 and notes-mcp==1.2.0 depends on Python>=3.10, we can conclude that notes-mcp==1.2.0 cannot be used.\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.config/goose/config.yaml':
        'extensions:\n  demo:\n    name: demo\n    type: stdio\n    enabled: true\n    cmd: {{home}}/bin/uvx\n    args: ["--python", "3.12", "notes-mcp"]\n',
      'bin/uvx': { $text: '#!/bin/sh\n[ "$1" = --python ] && exec {{node}} {{server}} ok\nexit 1\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'python-version-unsuitable' },
};
