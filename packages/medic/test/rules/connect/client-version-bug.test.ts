import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/client-version-bug.ts';
import { failed, judgeFacts, judgeText, stdio } from '../facts.ts';

test('a wait that only grows with the limit', () => {
  const text = 'notes - connection timed out after 30000ms\n$ MCP_TIMEOUT=90000 claude mcp list\nnotes - connection timed out after 90000ms';
  expect(judgeText(rule, text)).toMatchObject([{ confidence: 'likely', decisive: expect.any(String) }]);
});

test.each(['Error: Failed to open SSE stream: Not Found', 'oh no: Bun has crashed. This indicates a bug in Bun, not your code.'])('text: %s', (text) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence: 'possible' }]);
});

test.each(['connection timed out after 30000ms', '$ MCP_TIMEOUT=90000 claude mcp list\nconnection timed out after 30000ms', 'Bun v1.3.14'])(
  'not: %s',
  (text) => {
    expect(judgeText(rule, text)).toEqual([]);
  },
);

test('a session says nothing about other versions of the client', () => {
  expect(judgeFacts(rule, { session: stdio(failed('silence')) })).toEqual([]);
});
