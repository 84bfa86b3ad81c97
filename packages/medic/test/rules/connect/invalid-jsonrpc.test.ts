import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/invalid-jsonrpc.ts';
import { CONNECTED, exchange, failed, http, judgeFacts, judgeText, noise, stdio } from '../facts.ts';

const FAULTY = { dir: 'received', atMs: 12, id: '0', result: {}, faults: ['"jsonrpc" is missing'] } as const;

test('a refused answer is the cause, its fault is named', () => {
  const [hit] = judgeFacts(rule, { session: stdio(failed('invalid-answer'), { messages: [FAULTY] }) });
  expect(hit).toMatchObject({ confidence: 'confirmed' });
  expect(hit?.why).toContain('"jsonrpc" is missing');
});

test('an answer that was dropped explains the silence', () => {
  expect(judgeFacts(rule, { session: stdio(failed('silence'), { messages: [FAULTY] }) })).toMatchObject([{ confidence: 'confirmed' }]);
});

test('JSON that is no message', () => {
  expect(judgeFacts(rule, { session: stdio(failed('framing'), { noise: [noise('{"ok":true}', 2, true)] }) })).toMatchObject([
    { evidence: [{ where: 'stdout line 2', quote: '{"ok":true}' }] },
  ]);
});

test('over HTTP the body is quoted', () => {
  const body = { kind: 'json' as const, bytes: 11, truncated: false, head: '{"ok":true}' };
  expect(judgeFacts(rule, { session: http(failed('invalid-answer'), { exchanges: [exchange({ status: 200, body })] }) })).toMatchObject([
    { evidence: [{ quote: '{"ok":true}' }] },
  ]);
});

test('faults the client overlooks are a hint', () => {
  expect(judgeFacts(rule, { session: stdio(CONNECTED, { messages: [FAULTY] }) })).toMatchObject([{ severity: 'hint' }]);
});

test.each([
  ['nothing on a healthy server', stdio(CONNECTED)],
  ['nothing on plain silence', stdio(failed('silence'))],
  ['nothing on a crash', stdio(failed('exit'))],
])('%s', (_, session) => {
  expect(judgeFacts(rule, { session })).toEqual([]);
});

test.each([
  ['data did not match any variant of untagged enum JsonRpcMessage', 'likely'],
  ['pydantic_core.ValidationError: 5 validation errors for JSONRPCMessage', 'likely'],
  ['  "code": "invalid_type",\n  "path": [\n    "protocolVersion"\n  ],', 'likely'],
  ['{"result":{"protocol_version":"2025-06-18"}}', 'possible'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test('a schema error about a config file is not meant', () => {
  expect(judgeText(rule, '  "code": "invalid_type",\n  "path": [\n    "mcpServers"\n  ],')).toEqual([]);
});
