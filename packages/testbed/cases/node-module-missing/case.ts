import type { Case } from '../../src/case.ts';

export const testCase: Case = {
  id: 'node-module-missing',
  story: 'The repository was cloned and npm install never run.',
  client: 'cursor',
  broken: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes/index.mjs'] } } },
      'notes/package.json': { name: 'notes', type: 'module', dependencies: { '@modelcontextprotocol/sdk': '^1.32.0' } },
      'notes/index.mjs': 'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nnew McpServer({ name: "notes", version: "1.0.0" });\n',
    },
  },
  healthy: {
    files: {
      '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{home}}/notes/index.mjs'] } } },
      'notes/package.json': { name: 'notes', type: 'module', dependencies: { '@modelcontextprotocol/sdk': '^1.32.0' } },
      'notes/node_modules/@modelcontextprotocol/sdk/package.json': { name: '@modelcontextprotocol/sdk', version: '1.32.2', type: 'module' },
      'notes/index.mjs': 'process.argv[2] = "ok";\nawait import("{{server}}");\n',
    },
  },
  expect: { cause: 'node-module-missing' },
};
