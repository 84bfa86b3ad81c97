import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'python-module-missing--own-package',
  story: 'The entry starts "python -m notes_mcp" with a Python into which the package was never installed.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{home}}/bin/python3"\nargs = ["-m", "notes_mcp"]\n',
      'bin/python3': { $text: '#!/bin/sh\necho "{{home}}/bin/python3: No module named notes_mcp" >&2\nexit 1\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{home}}/bin/python3"\nargs = ["-m", "notes_mcp"]\n',
      'bin/python3': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'python-module-missing' },
};
