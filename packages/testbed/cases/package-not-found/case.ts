import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'package-not-found',
  story: 'The package name was taken from an article and does not exist in the registry.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', '@acme/notes-mcp'] } } },
      'bin/npx': {
        $text:
          '#!/bin/sh\n[ "$2" = "@acme/mcp-notes" ] && exec {{node}} {{server}} ok\ncat >&2 <<EOF\nnpm error code E404\nnpm error 404 Not Found - GET https://registry.example.com/@acme%2fnotes-mcp - Not found\nnpm error 404\nnpm error 404  The requested resource \'@acme/notes-mcp@*\' could not be found or you do not have permission to access it.\nnpm error 404\nnpm error 404 Note that you can also install from a\nnpm error 404 tarball, folder, http url, or git folder.\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', '@acme/mcp-notes'] } } },
      'bin/npx': { $text: '#!/bin/sh\n[ "$2" = "@acme/mcp-notes" ] && exec {{node}} {{server}} ok\nexit 1\n', $mode: 0o755 },
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'package-not-found' },
};
