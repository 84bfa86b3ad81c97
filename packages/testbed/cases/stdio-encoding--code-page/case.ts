import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'stdio-encoding--code-page',
  story: 'A Python server on a machine without UTF-8 meets an arrow in the description of a tool.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: {
          demo: { command: '{{home}}/bin/notes-mcp', args: [] },
        },
      },
      'bin/notes-mcp': {
        $text:
          "#!/bin/sh\n[ \"$PYTHONUTF8\" = 1 ] && exec {{node}} {{server}} ok\ncat >&2 <<'END'\nTraceback (most recent call last):\n  File \"C:\\notes\\server.py\", line 88, in <module>\nUnicodeEncodeError: 'charmap' codec can't encode character '\\u2192' in position 41: character maps to <undefined>\nEND\nexit 1\n",
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.gemini/settings.json': { security: { folderTrust: { enabled: false } }, mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } },
    },
  },
  expect: { cause: 'stdio-encoding' },
};
