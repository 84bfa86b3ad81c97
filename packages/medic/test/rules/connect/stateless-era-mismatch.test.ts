import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/stateless-era-mismatch.ts';
import { CONNECTED, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';

const ASKED = { dir: 'sent', atMs: 1, method: 'initialize', id: 0 } as const;
const REFUSED = {
  dir: 'received',
  atMs: 5,
  id: 0,
  error: { code: -32022, message: 'Unsupported protocol version: 2025-11-25', data: { supported: ['2026-07-28'] } },
} as const;
const MODERN = stdio({ ...CONNECTED, era: 'modern', protocolVersion: '2026-07-28' });

test('a modern-only server and a client that begins with initialize', () => {
  const [hit] = judgeFacts(rule, { session: stdio(failed('rpc-error'), { messages: [ASKED, REFUSED] }), otherEra: MODERN });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.title).toContain('speaks only 2026-07-28');
  expect(hit?.evidence).toHaveLength(2);
});

test('the code alone is enough, also over HTTP', () => {
  expect(judgeFacts(rule, { session: http(failed('http-status'), { messages: [ASKED, REFUSED] }) })).toMatchObject([{ confidence: 'confirmed' }]);
});

test('a legacy server that a probing client could not fall back on', () => {
  const [hit] = judgeFacts(rule, { session: stdio(failed('exit')), otherEra: stdio(CONNECTED), client: { first: 'server/discover' } });
  expect(hit?.title).toContain('begins with initialize');
});

test('the usual no of an older server to server/discover proves nothing', () => {
  const messages = [
    { dir: 'sent', atMs: 1, method: 'server/discover', id: 'd' },
    { dir: 'received', atMs: 2, id: 'd', error: { code: -32601, message: 'Method not found' } },
    ASKED,
  ] as const;
  expect(judgeFacts(rule, { session: stdio(failed('silence'), { messages }), client: { first: 'server/discover' } })).toEqual([]);
});

test.each([
  ['MCP error -32022: Unsupported protocol version: 2025-11-25', 'confirmed'],
  ['ERA_NEGOTIATION_FAILED: the server did not offer pinned protocol version 2026-07-28 via server/discover (no fallback in pin mode)', 'confirmed'],
  ['method not found: server/discover', 'likely'],
  ['Unsupported protocol version: 2026-07-28', 'likely'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test.each([
  '{"jsonrpc":"2.0","id":"server-discover-probe-1","method":"server/discover","params":{}}',
  'Version negotiation failed: the connection closed during the server/discover probe',
  'MCP error -32601: Method not found',
])('not: %s', (text) => {
  expect(judgeText(rule, text)).toEqual([]);
});
