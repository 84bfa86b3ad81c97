import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/engine/explain.ts';

async function* one(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}

async function causesOf(text: string): Promise<readonly string[]> {
  const outcome = await explainText({ chunks: one(text) });
  return outcome.ok ? outcome.result.causes.map(({ cause }) => cause) : [];
}

const MESSAGE = (inner: object): string => JSON.stringify({ level: 'info', message: JSON.stringify({ jsonrpc: '2.0', ...inner }) });
const ANSWER = { id: 0, result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'notes', version: '1.0.0' } } };
const REFUSAL = { id: 3, error: { code: -32_601, message: 'Method not found' } };

describe('a second reading', () => {
  it('without regard to capitals, of a text in which nothing was recognised', async () => {
    expect((await causesOf('mcp client: Stream DID NOT contain valid utf-8'))[0]).toBe('stdio-encoding');
  });
});

describe('a text copied as one JSON string', () => {
  it('shows the fault it shows in plain', async () => {
    const text = "Traceback (most recent call last):\nModuleNotFoundError: No module named 'mcp'\n[notes] [error] Server disconnected.";
    expect(await causesOf(JSON.stringify(text))).toEqual(await causesOf(text));
  });

  it('shows a server that connected after a first wait', async () => {
    const text = 'Waiting for server to respond to `initialize` request...\n[info] Discovered 6 tools';
    expect(await causesOf(JSON.stringify(text))).toEqual([]);
  });
});

describe('messages inside a log in JSON', () => {
  it('show a server that works', async () => {
    expect(await causesOf(`${MESSAGE(ANSWER)}\n${MESSAGE(REFUSAL)}`)).toEqual([]);
  });
});

describe('what stands beside a dead server', () => {
  it.each([
    ['"args": ["${workspaceFolder}/dist/server.js"]\nMCP error -32000: Connection closed', 'variable-not-expanded'],
    ['[mcp_servers.docs]\nurl = "https://example.com/sse"\nhandshaking with MCP server failed: connection closed: initialize response', 'wrong-transport-type'],
    ['"docs": { "type": "sse", "url": "https://example.com/mcp" }\ndocs · ✘ failed', 'wrong-transport-type'],
    ["'npx'\n\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\nMCP error -32000: Connection closed", 'command-not-installed'],
    ['$ claude mcp add http docs https://example.com/mcp\ndocs: http - ✗ Failed to connect', 'cli-add-syntax'],
  ])('%s', async (text, cause) => {
    expect((await causesOf(text))[0]).toBe(cause);
  });
});
