import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'source-syntax-error--line-ends',
  story: 'The script was saved on Windows, and its first line ends in a carriage return.',
  client: 'roo-code',
  broken: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'stdio', command: '{{home}}/bin/notes-mcp', args: [] } },
      },
      'bin/notes-mcp': { $text: '#!/bin/sh\r\nexec {{node}} {{server}} ok\r\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json': {
        mcpServers: { demo: { type: 'stdio', command: '{{home}}/bin/notes-mcp', args: [] } },
      },
      'bin/notes-mcp': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'source-syntax-error' },
};
