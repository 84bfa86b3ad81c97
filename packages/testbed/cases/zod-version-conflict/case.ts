import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'zod-version-conflict',
  story: 'The server was installed anew and got zod 4, while its SDK is of the time of zod 3.',
  client: 'opencode',
  broken: {
    files: {
      '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{home}}/notes/index.mjs'] } } },
      'notes/index.mjs':
        'console.error("TypeError: Cannot read properties of undefined (reading \'_zod\')\\n    at process (file:///home/user/notes/node_modules/zod/v4/core/to-json-schema.js:29:22)\\n    at toJSONSchema (file:///home/user/notes/node_modules/zod/v4/core/json-schema-processors.js:600:5)\\n    at McpServer.registerTool (file:///home/user/notes/node_modules/@modelcontextprotocol/sdk/dist/esm/server/mcp.js:700:28)");\nprocess.exit(1);\n',
    },
  },
  healthy: {
    files: {
      '.config/opencode/opencode.json': { mcp: { demo: { type: 'local', command: ['{{node}}', '{{home}}/notes/index.mjs'] } } },
      'notes/index.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'zod-version-conflict' },
};
