import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'server-framework-integration--lifespan',
  story: 'The MCP application was mounted into a FastAPI application without its lifespan.',
  client: 'kiro',
  broken: {
    files: {
      '.kiro/settings/mcp.json': {
        mcpServers: {
          demo: {
            command: '{{node}}',
            args: [
              '{{server}}',
              'say',
              'Traceback (most recent call last):\n  File "/home/user/notes/.venv/lib/python3.12/site-packages/mcp/server/streamable_http_manager.py", line 143, in handle_request\n    raise RuntimeError("Task group is not initialized. Make sure to use run().")\nRuntimeError: Task group is not initialized. Make sure to use run().',
            ],
          },
        },
      },
    },
  },
  healthy: { files: { '.kiro/settings/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'server-framework-integration' },
};
