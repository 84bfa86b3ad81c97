import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/protocol-version-mismatch.ts';
import { failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';

const ASKED = { dir: 'sent', atMs: 1, method: 'initialize', id: 0 } as const;

test('an answer with an unknown version', () => {
  const messages = [ASKED, { dir: 'received', atMs: 5, id: 0, result: { protocolVersion: '1999-01-01' } } as const];
  const [hit] = judgeFacts(rule, { session: stdio(failed('version'), { messages }) });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.why).toContain('"1999-01-01"');
  expect(hit?.why).toContain('"2025-11-25"');
});

test('an error instead of a version', () => {
  const messages = [
    ASKED,
    { dir: 'received', atMs: 5, id: 0, error: { code: -32602, message: 'Unsupported protocol version', data: { supported: ['2024-11-05'] } } } as const,
  ];
  expect(judgeFacts(rule, { session: http(failed('rpc-error'), { messages }) })).toMatchObject([
    { confidence: 'confirmed', evidence: [{ quote: expect.stringContaining('2024-11-05') }] },
  ]);
});

test('the stateless revision is another cause', () => {
  const messages = [
    ASKED,
    {
      dir: 'received',
      atMs: 5,
      id: 0,
      error: { code: -32022, message: 'Unsupported protocol version: 2025-11-25', data: { supported: ['2026-07-28'] } },
    } as const,
  ];
  expect(judgeFacts(rule, { session: stdio(failed('rpc-error'), { messages }) })).toEqual([]);
});

test('another error to initialize is not about versions', () => {
  const messages = [ASKED, { dir: 'received', atMs: 5, id: 0, error: { code: -32603, message: 'backend unreachable' } } as const];
  expect(judgeFacts(rule, { session: stdio(failed('rpc-error'), { messages }) })).toEqual([]);
});

test.each([
  ["Server's protocol version is not supported: 2099-12-31", 'confirmed'],
  ['RuntimeError: Unsupported protocol version from the server: 2099-01-01', 'confirmed'],
  ['MCP error -32602: Unsupported protocol version', 'confirmed'],
  ['Bad Request: MCP-Protocol-Version header value 2025-11-25 is not supported', 'likely'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test.each(['MCP error -32022: Unsupported protocol version: 2025-11-25', 'Unsupported protocol version: 2026-07-28', '"protocolVersion":"2025-06-18"'])(
  'not: %s',
  (text) => {
    expect(judgeText(rule, text)).toEqual([]);
  },
);
