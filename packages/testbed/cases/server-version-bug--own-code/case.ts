import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-version-bug--own-code',
  story: 'The release trips over a setting that is missing, in its own code.',
  client: 'opencode',
  broken: {
    files: {
      '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{home}}/bin/npx', '-y', 'notes-mcp'] } } },
      'bin/npx': {
        $text:
          '#!/bin/sh\n[ "$2" = "notes-mcp@1.1.0" ] && exec {{node}} {{server}} ok\ncat >&2 <<EOF\nfile://{{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/notes-mcp/dist/index.js:112\n  const roots = settings.folders.map((folder) => folder.path);\n                                 ^\n\nTypeError: Cannot read properties of undefined (reading \'map\')\n    at loadFolders (file://{{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/notes-mcp/dist/index.js:112:34)\n    at file://{{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/notes-mcp/dist/index.js:130:1\n\nNode.js v24.11.1\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{home}}/bin/npx', '-y', 'notes-mcp@1.1.0'] } } },
      'bin/npx': { $text: '#!/bin/sh\n[ "$2" = "notes-mcp@1.1.0" ] && exec {{node}} {{server}} ok\nexit 1\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'server-version-bug' },
};
