import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'arch-mismatch',
  story: 'The program was copied over from a Raspberry Pi.',
  client: 'codex',
  broken: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{home}}/bin/notes-mcp"\n',
      'bin/notes-mcp': { $text: `\u007fELF\u0001\u0001\u0001${'\0'.repeat(9)}\u0002\0\u0028\0\u0001${'\0'.repeat(200)}`, $encoding: 'latin1', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.codex/config.toml': '[mcp_servers.demo]\ncommand = "{{home}}/bin/notes-mcp"\n',
      'bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'arch-mismatch' },
};
