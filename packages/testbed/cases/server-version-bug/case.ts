import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-version-bug',
  story: 'The newest release of the package was published without its build folder.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp'] } } },
      'bin/npx': {
        $text:
          '#!/bin/sh\n[ "$2" = "notes-mcp@1.1.0" ] && exec {{node}} {{server}} ok\ncat >&2 <<EOF\nnode:internal/modules/esm/resolve:275\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n\nError [ERR_MODULE_NOT_FOUND]: Cannot find module \'/home/runner/work/notes-mcp/notes-mcp/dist/storage\' imported from {{home}}/.npm/_npx/3f1c9a7be20d4c55/node_modules/notes-mcp/dist/index.js\n    at finalizeResolution (node:internal/modules/esm/resolve:275:11) {\n  code: \'ERR_MODULE_NOT_FOUND\'\n}\n\nNode.js v24.11.1\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', 'notes-mcp@1.1.0'] } } },
      'bin/npx': { $text: '#!/bin/sh\n[ "$2" = "notes-mcp@1.1.0" ] && exec {{node}} {{server}} ok\nexit 1\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'server-version-bug' },
};
