import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'dependency-version-conflict',
  story: 'The server was installed with pip into an environment that holds a newer version of a library than it was written for.',
  client: 'cline',
  broken: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{home}}/notes/.venv/bin/python', args: ['-m', 'notes_mcp'] } } },
      'notes/.venv/bin/python': {
        $text:
          '#!/bin/sh\ncat >&2 <<EOF\nTraceback (most recent call last):\n  File "<frozen runpy>", line 198, in _run_module_as_main\n  File "{{home}}/notes/.venv/lib/python3.12/site-packages/notes_mcp/__main__.py", line 3, in <module>\n    from notes_mcp.server import main\n  File "{{home}}/notes/.venv/lib/python3.12/site-packages/notes_mcp/server.py", line 7, in <module>\n    from mcp.server.fastmcp import Image, Icon\nImportError: cannot import name \'Icon\' from \'mcp.server.fastmcp\' ({{home}}/notes/.venv/lib/python3.12/site-packages/mcp/server/fastmcp/__init__.py)\nEOF\nexit 1\n',
        $mode: 0o755,
      },
    },
  },
  healthy: {
    files: {
      '.cline/data/settings/cline_mcp_settings.json': { mcpServers: { demo: { command: '{{home}}/notes/.venv/bin/python', args: ['-m', 'notes_mcp'] } } },
      'notes/.venv/bin/python': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'dependency-version-conflict' },
};
