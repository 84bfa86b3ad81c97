/** Small servers written as the readme of version 2 of the TypeScript SDK shows it; it speaks both eras. */
const DEFINITION = `import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
function makeServer() {
  const server = new McpServer({ name: 'sdk-v2', version: '1.0.0' });
  server.registerTool('add', { description: 'Adds two numbers', inputSchema: z.object({ a: z.number().describe('First number'), b: z.number().describe('Second number') }), annotations: { readOnlyHint: true } },
    async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }));
  server.registerResource('note', 'notes://one', { description: 'A note', mimeType: 'text/plain' }, async (uri) => ({ contents: [{ uri: uri.href, text: 'Hello' }] }));
  server.registerPrompt('greet', { description: 'Greets somebody', argsSchema: z.object({ name: z.string() }) }, async ({ name }) => ({ messages: [{ role: 'user', content: { type: 'text', text: 'Hello ' + name } }] }));
  return server;
}
`;

/** Over stdio, or over HTTP when PORT is set. */
export const SDK_V2_SERVER: string = `${DEFINITION}
if (process.env.PORT === undefined) {
  const { serveStdio } = await import('@modelcontextprotocol/server/stdio');
  serveStdio(makeServer);
} else {
  const { createServer } = await import('node:http');
  const { createMcpHandler } = await import('@modelcontextprotocol/server');
  const { toNodeHandler } = await import('@modelcontextprotocol/node');
  const handle = toNodeHandler(createMcpHandler(makeServer, { legacy: 'stateless' }));
  createServer((request, response) => void handle(request, response)).listen(Number(process.env.PORT), '127.0.0.1');
}
`;
