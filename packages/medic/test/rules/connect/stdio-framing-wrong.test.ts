import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/stdio-framing-wrong.ts';
import { CONNECTED, failed, judgeFacts, judgeText, stdio } from '../facts.ts';

test.each(['content-length', 'no-newline', 'pretty-printed', 'sse', 'array-batch'] as const)('%s is the cause of a failed session', (framing) => {
  const stdout = { bytes: 30, truncated: false, lines: ['Content-Length: 120'] };
  expect(judgeFacts(rule, { session: stdio(failed('framing'), { framing, stdout }) })).toMatchObject([
    { confidence: 'confirmed', evidence: [{ quote: 'Content-Length: 120' }] },
  ]);
});

test('framing a client copes with is a hint', () => {
  expect(judgeFacts(rule, { session: stdio(CONNECTED, { framing: 'array-batch' }) })).toMatchObject([{ severity: 'hint' }]);
});

test.each(['utf-16', 'bom', 'glued-noise', undefined] as const)('%s belongs to another cause', (framing) => {
  expect(judgeFacts(rule, { session: stdio(failed('framing'), framing === undefined ? {} : { framing }) })).toEqual([]);
});

test.each([
  ['Unexpected token \'C\', "Content-Length: 118" is not valid JSON', 'likely'],
  ['Content-Length: 118', 'likely'],
  ['Unexpected token \'d\', "data: {"js"... is not valid JSON', 'likely'],
  ["SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)", 'possible'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence }]);
});

test('a header among many in an HTTP dump is not taken for framing', () => {
  expect(judgeText(rule, '< Content-Length: 118')).toEqual([]);
});
