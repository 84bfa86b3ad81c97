import type { Case } from '../../src/case.ts';

const CONSOLE = '/home/user/inspector-console.log';
const config = { '.mcp-inspector/mcp.json': { mcpServers: { demo: { type: 'http', url: 'http://localhost:3000/mcp' } } } };

export const testCase: Case = {
  id: 'cors-blocked',
  story: 'The Inspector was switched to connect directly from its web page; the server on the other port allows no other origin.',
  client: 'mcp-inspector',
  broken: { files: config },
  healthy: { files: config },
  expect: { cause: 'cors-blocked' },
  overlay: {
    broken: {
      logs: {
        files: [{ path: CONSOLE, modifiedAt: '2026-11-21T11:58:00.000Z', what: 'client' }],
        tail: [
          {
            path: CONSOLE,
            line: 1,
            // The words of Chromium's console.
            text: "Access to fetch at 'http://localhost:3000/mcp' from origin 'http://localhost:6274' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
          },
          { path: CONSOLE, line: 2, text: 'POST http://localhost:3000/mcp net::ERR_FAILED' },
        ],
      },
    },
    healthy: {
      session: {
        transport: 'http',
        url: 'http://localhost:3000/mcp',
        limitMs: 30_000,
        outcome: {
          kind: 'connected',
          era: 'legacy',
          protocolVersion: '2025-11-25',
          serverInfo: { name: 'notes', version: '1.0.0' },
          capabilities: ['tools'],
          tools: 2,
          atMs: 40,
        },
        exchanges: [],
        messages: [],
        sessionId: true,
      },
    },
  },
  replayOnly: 'only a browser applies CORS',
};
