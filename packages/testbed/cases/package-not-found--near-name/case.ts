import type { Case } from '../../src/case.ts';

const UVX = { $text: '#!/bin/sh\n[ "$1" = mcp-server-fetch ] && exec {{node}} {{server}} ok\nexit 2\n', $mode: 0o755 } as const;

export const testCase: Case = {
  id: 'package-not-found--near-name',
  story: 'The fetch server is a Python package; the entry asks npm for it under a name that looks like the others.',
  client: 'claude-code',
  broken: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-fetch', '--ignore-robots-txt'] } } },
      'bin/npx': {
        $text:
          "#!/bin/sh\ncat >&2 <<EOF\nnpm error code E404\nnpm error 404 Not Found - GET https://registry.example.com/@modelcontextprotocol%2fserver-fetch - Not found\nnpm error 404\nnpm error 404  '@modelcontextprotocol/server-fetch@*' is not in this registry.\nEOF\nexit 1\n",
        $mode: 0o755,
      },
      'bin/uvx': UVX,
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  healthy: {
    files: {
      '.claude.json': { mcpServers: { demo: { command: 'uvx', args: ['mcp-server-fetch', '--ignore-robots-txt'] } } },
      'bin/uvx': UVX,
    },
    env: { PATH: '{{home}}/bin:/usr/bin:/bin' },
  },
  expect: { cause: 'package-not-found' },
};
