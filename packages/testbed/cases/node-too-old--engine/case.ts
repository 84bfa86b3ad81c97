import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'node-too-old--engine',
  story: 'npm refuses to run the package, because it asks for a newer Node.',
  client: 'gemini-cli',
  broken: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: { demo: { command: '{{home}}/bin/npx', args: ['-y', 'notes-mcp'] } },
      },
      'bin/npx': {
        $text:
          '#!/bin/sh\ncat >&2 <<EOF\nnpm error code EBADENGINE\nnpm error engine Unsupported engine\nnpm error engine Not compatible with your version of node/npm: notes-mcp@1.2.0\nnpm error notsup Required: {"node":">=22.12.0"}\nnpm error notsup Actual:   {"npm":"10.2.4","node":"v18.19.1"}\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.gemini/settings.json': {
        security: { folderTrust: { enabled: false } },
        mcpServers: { demo: { command: '{{home}}/bin/npx', args: ['-y', 'notes-mcp'] } },
      },
      'bin/npx': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'node-too-old' },
};
