import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'python-module-missing',
  story: 'The server was started with the Python of the system, while its packages were installed into a virtual environment.',
  client: 'claude-desktop',
  broken: {
    files: {
      '.config/Claude/claude_desktop_config.json': { mcpServers: { demo: { command: '{{home}}/python/bin/python3', args: ['{{home}}/notes/server.py'] } } },
      'python/bin/python3': {
        $text:
          '#!/bin/sh\ncat >&2 <<EOF\nTraceback (most recent call last):\n  File "{{home}}/notes/server.py", line 1, in <module>\n    from mcp.server.fastmcp import FastMCP\nModuleNotFoundError: No module named \'mcp\'\nEOF\nexit 1\n',
        $mode: 0o755,
      },
      'notes/.venv/bin/python3': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
      'notes/server.py': 'from mcp.server.fastmcp import FastMCP\n',
    },
  },
  healthy: {
    files: {
      '.config/Claude/claude_desktop_config.json': {
        mcpServers: { demo: { command: '{{home}}/notes/.venv/bin/python3', args: ['{{home}}/notes/server.py'] } },
      },
      'notes/.venv/bin/python3': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
      'notes/server.py': 'from mcp.server.fastmcp import FastMCP\n',
    },
  },
  expect: { cause: 'python-module-missing' },
};
