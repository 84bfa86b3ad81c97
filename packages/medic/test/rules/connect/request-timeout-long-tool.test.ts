import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/request-timeout-long-tool.ts';
import { failed, judgeFacts, judgeText, stdio } from '../facts.ts';

test.each([
  ['Error executing MCP tool: MCP error -32001: Request timed out', 'likely'],
  ['tool call failed: timed out awaiting tools/call after 60s', 'likely'],
  ['Tool "crawl_site" execution timed out', 'likely'],
  ['{"method":"notifications/cancelled","params":{"requestId":14,"reason":"McpError: MCP error -32001: Request timed out"}}', 'likely'],
  ['Timed out while waiting for response to ClientRequest. Waited 5.0 seconds.', 'possible'],
  ['MCP error -32001: Request timed out', 'possible'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence, decisive: expect.any(String) }]);
});

test('a connection that timed out is another cause', () => {
  expect(judgeText(rule, "Error during discovery for server 'notes': MCP error -32001: Request timed out")).toEqual([]);
  expect(judgeText(rule, 'MCP server "notes" connection timed out after 30000ms')).toEqual([]);
});

test('a session never shows it: no tool is called', () => {
  expect(judgeFacts(rule, { session: stdio(failed('silence')) })).toEqual([]);
});
