import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'command-not-on-client-path--interpreter',
  story: "The program is named by its full path, but its first line asks env for node, and the PATH in the entry leaves nvm's folder out.",
  client: 'windsurf',
  broken: {
    files: {
      '.codeium/windsurf/mcp_config.json': {
        mcpServers: { demo: { command: '{{home}}/.nvm/versions/node/v24.11.1/bin/notes-mcp', args: [], env: { PATH: '{{home}}/bin' } } },
      },
      '.nvm/versions/node/v24.11.1/bin/notes-mcp': { $text: '#!/usr/bin/env node\n', $mode: 0o755 },
      '.nvm/versions/node/v24.11.1/bin/node': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  healthy: {
    files: {
      '.codeium/windsurf/mcp_config.json': {
        mcpServers: {
          demo: {
            command: '{{home}}/.nvm/versions/node/v24.11.1/bin/notes-mcp',
            args: [],
            env: { PATH: '{{home}}/.nvm/versions/node/v24.11.1/bin:{{home}}/bin' },
          },
        },
      },
      '.nvm/versions/node/v24.11.1/bin/notes-mcp': { $text: '#!/usr/bin/env node\n', $mode: 0o755 },
      '.nvm/versions/node/v24.11.1/bin/node': { $text: '#!/bin/sh\nexec {{node}} {{server}} ok\n', $mode: 0o755 },
    },
  },
  expect: { cause: 'command-not-on-client-path' },
};
