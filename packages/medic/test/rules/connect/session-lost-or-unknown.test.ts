import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/session-lost-or-unknown.ts';
import { CONNECTED, exchange, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';

const REFUSED = { purpose: 'tools/list', status: 404, body: { kind: 'text' as const, bytes: 17, truncated: false, head: 'Session not found' } };

test('a session that the next request does not find', () => {
  const session = http(
    { ...CONNECTED, degraded: 'tools/list: the server answered with status 404' },
    { sessionId: true, exchanges: [exchange({ status: 200 }), exchange(REFUSED)] },
  );
  const [hit] = judgeFacts(rule, { session });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.fixes[0]?.id).toBe('sticky-sessions');
});

test.each([
  ['a first request that is refused', http(failed('http-status'), { exchanges: [exchange({ status: 400, body: REFUSED.body })] })],
  ['stdio', stdio(failed('exit'))],
])('not on %s', (_, session) => {
  expect(judgeFacts(rule, { session })).toEqual([]);
});

test.each([
  ['Bad Request: No valid session ID provided', 'likely'],
  ['HTTP 404: Session not found', 'likely'],
  ['Invalid or missing session ID', 'likely'],
  ['No transport found for sessionId', 'likely'],
  ['400 Missing session ID', 'possible'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test.each(['OAuth session expired and could not be refreshed', 'mcp-session-id: 1868a90c', 'Created session 42'])('not: %s', (text) => {
  expect(judgeText(rule, text)).toEqual([]);
});
