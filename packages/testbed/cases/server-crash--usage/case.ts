import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-crash--usage',
  story: 'The subcommand that starts the server was left out, so the program prints its usage.',
  client: 'warp',
  broken: {
    files: {
      '.warp/.mcp.json': { mcpServers: { demo: { command: '{{home}}/bin/notes-mcp', args: [] } } },
      'bin/notes-mcp': {
        $text:
          '#!/bin/sh\n[ "$1" = serve ] && exec {{node}} {{server}} ok\necho "Usage: notes-mcp [options] <command>" >&2\necho "Commands:" >&2\necho "  serve   start the MCP server on stdio" >&2\nexit 2\n',
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.warp/.mcp.json': { mcpServers: { demo: { command: '{{home}}/bin/notes-mcp', args: ['serve'] } } },
      'bin/notes-mcp': {
        $text:
          '#!/bin/sh\n[ "$1" = serve ] && exec {{node}} {{server}} ok\necho "Usage: notes-mcp [options] <command>" >&2\necho "Commands:" >&2\necho "  serve   start the MCP server on stdio" >&2\nexit 2\n',
        $mode: 0o755,
      },
    },
  },
  expect: { cause: 'server-crash' },
};
