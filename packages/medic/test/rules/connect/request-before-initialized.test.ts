import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/request-before-initialized.ts';
import { exchange, failed, http, judgeFacts, judgeText } from '../facts.ts';

const LISTED = { dir: 'sent', atMs: 9, method: 'tools/list', id: 1 } as const;
const REFUSED = { dir: 'received', atMs: 10, id: 1, error: { code: -32000, message: 'Bad Request: Server not initialized' } } as const;

test('a server that forgets the handshake', () => {
  const [hit] = judgeFacts(rule, {
    session: http(failed('http-status'), { messages: [LISTED, REFUSED], exchanges: [exchange({ purpose: 'tools/list', status: 400 })] }),
  });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.why).toContain('tools/list');
});

test('as an answer to the probe of the other era it is normal', () => {
  const asked = { dir: 'sent', atMs: 1, method: 'server/discover', id: 'd' } as const;
  const session = http(failed('http-status'), { messages: [asked, { ...REFUSED, id: null }], exchanges: [exchange({ purpose: 'discover', status: 400 })] });
  expect(judgeFacts(rule, { session, client: { first: 'server/discover' } })).toEqual([]);
});

test.each([
  ['WARNING:root:Failed to validate request: Received request before initialization was complete', 'likely'],
  ['"message": "Bad Request: Server not initialized"', 'likely'],
  ['Error: client is not yet initialized', 'possible'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence, decisive: expect.any(String) }]);
});

test('a server that says it was initialized is fine', () => {
  expect(judgeText(rule, '[info] Server initialized successfully')).toEqual([]);
});
