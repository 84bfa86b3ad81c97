import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/startup-timeout-slow.ts';
import { CONNECTED, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';

const LATE = { patience: { waitedMs: 41_200, answeredAtMs: 41_200 } };

test('an answer after the limit is certain, on both transports', () => {
  expect(judgeFacts(rule, { session: http(failed('http-timeout'), LATE) })).toMatchObject([{ confidence: 'confirmed' }]);
  const [hit] = judgeFacts(rule, { session: stdio(failed('silence'), {}, LATE), client: { raiseTimeout: 'Set MCP_TIMEOUT to the limit in ms' } });
  expect(hit?.title).toBe('"notes" answers after 41 s, Claude Code waits 30 s');
  expect(hit?.fixes[0]).toMatchObject({ id: 'raise-connect-timeout', steps: [{ do: 'tell', text: expect.stringContaining('MCP_TIMEOUT') }] });
});

test('where a field of the entry moves the limit, the fix is an edit in its unit', () => {
  const client = { fields: { command: 'command', timeout: { name: 'startup_timeout_sec', unitMs: 1_000, affectsConnect: true } } };
  const [hit] = judgeFacts(rule, { session: stdio(failed('silence'), {}, LATE), client });
  expect(hit?.fixes[0]).toMatchObject({
    safety: 'safe',
    steps: [{ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'notes', 'startup_timeout_sec'], value: 70 }] }, { do: 'tell' }],
  });
});

test('a field that does not move it is not offered', () => {
  const client = { fields: { command: 'command', timeout: { name: 'timeout', unitMs: 1, affectsConnect: false } } };
  const [hit] = judgeFacts(rule, { session: stdio(failed('silence'), {}, LATE), client });
  expect(hit?.fixes.flatMap(({ steps }) => steps).filter((step) => step.do === 'edit')).toEqual([]);
});

test('a connection near the limit is a risk, one beyond the list command only a hint', () => {
  expect(judgeFacts(rule, { session: stdio({ ...CONNECTED, atMs: 25_000 }) })).toMatchObject([{ severity: 'risk' }]);
  const client = { listCommandMs: 5_000, listCommand: 'gemini mcp list' };
  expect(judgeFacts(rule, { session: stdio({ ...CONNECTED, atMs: 8_000 }), client })).toMatchObject([
    { severity: 'hint', title: expect.stringContaining('gemini mcp list') },
  ]);
  expect(judgeFacts(rule, { session: stdio({ ...CONNECTED, atMs: 800 }), client })).toEqual([]);
});

test('silence without end is another cause', () => {
  expect(judgeFacts(rule, { session: stdio(failed('silence'), {}, { patience: { waitedMs: 60_000 } }) })).toEqual([]);
});

test.each([
  ['MCP server "notes" connection timed out after 30000ms', 'likely', '30 s'],
  ['MCP client for `notes` timed out after 10 seconds. Add or adjust `startup_timeout_sec`', 'likely', '10 s'],
  ['failed to initialize MCP client: MCP lifecycle negotiation did not complete within 60000 ms', 'likely', '60 s'],
  ['notes  Operation timed out after 30000ms', 'likely', '30 s'],
  ["Error during discovery for server 'notes': MCP error -32001: Request timed out", 'likely', 'limit'],
  ['{"method":"notifications/cancelled","params":{"requestId":0,"reason":"McpError: MCP error -32001: Request timed out"}}', 'likely', 'limit'],
  ['MCP error -32001: Request timed out', 'possible', 'limit'],
])('text: %s', (text, confidence, words) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence, title: expect.stringContaining(words), decisive: expect.any(String) }]);
});
