import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'corrupt-package-cache',
  story: 'npx was interrupted while it unpacked, and has started from the half copy since.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': {
        $text:
          "#!/bin/sh\ncat >&2 <<EOF\nnode:internal/modules/cjs/loader:1386\n  throw err;\n  ^\n\nError: Cannot find module '{{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/notes-mcp/dist/index.js'\n    at Function._resolveFilename (node:internal/modules/cjs/loader:1383:15)\n    at Function._load (node:internal/modules/cjs/loader:1025:27) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js v24.11.1\nEOF\nexit 1\n",
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'corrupt-package-cache' },
};
