import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'node-too-old',
  story: 'The server wants a newer Node than the one the machine has.',
  client: 'vscode',
  broken: {
    files: {
      '.config/Code/User/mcp.json': {
        servers: { demo: { type: 'stdio', command: '{{home}}/node-v16.20.2-linux-x64/bin/node', args: ['{{home}}/notes/index.js'] } },
      },
      'node-v16.20.2-linux-x64/bin/node': {
        $text:
          '#!/bin/sh\ncat >&2 <<EOF\nfile://{{home}}/notes/node_modules/undici/lib/web/fetch/response.js:527\n    ReadableStream: webidl.interfaceConverter(ReadableStream)\n                                              ^\n\nReferenceError: ReadableStream is not defined\n    at Object.<anonymous> ({{home}}/notes/node_modules/undici/lib/web/fetch/response.js:527:3)\n    at Module._compile (node:internal/modules/cjs/loader:1198:14)\n\nNode.js v16.20.2\nEOF\nexit 1\n',
        $mode: 0o755,
      },
      'notes/index.js': 'require("undici");\n',
    },
  },
  healthy: { files: { '.config/Code/User/mcp.json': { servers: { demo: { type: 'stdio', command: '{{node}}', args: ['{{server}}', 'ok'] } } } } },
  expect: { cause: 'node-too-old' },
};
