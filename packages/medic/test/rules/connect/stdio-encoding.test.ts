import { expect, test } from 'vitest';
import { rule } from '../../../src/rules/connect/stdio-encoding.ts';
import { CONNECTED, failed, judgeFacts, judgeText, stdio } from '../facts.ts';

test.each(['utf-16', 'bom', 'invalid-utf-8'] as const)('%s on stdout of a failed session is the cause', (framing) => {
  expect(judgeFacts(rule, { session: stdio(failed('framing'), { framing }) })).toMatchObject([{ confidence: 'confirmed' }]);
});

test('a byte order mark that this client reads over is a hint', () => {
  expect(judgeFacts(rule, { session: stdio(CONNECTED, { framing: 'bom' }) })).toMatchObject([{ severity: 'hint' }]);
});

test('a code page in stderr is certain, and the fix sets one variable', () => {
  const lines = ["UnicodeEncodeError: 'charmap' codec can't encode character '\\u2713' in position 0"];
  const [hit] = judgeFacts(rule, { session: stdio(failed('exit'), { stderr: { bytes: 80, truncated: false, lines } }) });
  expect(hit?.confidence).toBe('confirmed');
  expect(hit?.fixes[0]).toMatchObject({
    safety: 'safe',
    steps: [{ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'notes', 'env'], value: { PYTHONUTF8: '1' } }] }, { do: 'tell' }],
  });
});

test('variables that stand in the entry are kept', () => {
  const lines = ["UnicodeDecodeError: 'cp1252' codec can't decode byte 0x9d in position 4"];
  const entry = { written: { command: 'python', env: { KEY: 'x' } } };
  const [hit] = judgeFacts(rule, { session: stdio(failed('exit'), { stderr: { bytes: 80, truncated: false, lines } }), entry });
  expect(hit?.fixes[0]?.steps[0]).toMatchObject({ edits: [{ at: ['mcpServers', 'notes', 'env', 'PYTHONUTF8'], value: '1' }] });
});

test.each([
  ["UnicodeDecodeError: 'gbk' codec can't decode byte 0xae in position 10: illegal multibyte sequence", 'likely'],
  ["UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", 'possible'],
  ['Error: stream did not contain valid UTF-8', 'possible'],
])('text: %s', (text, confidence) => {
  expect(judgeText(rule, text)).toMatchObject([{ confidence, decisive: expect.any(String) }]);
});

test('nothing on healthy servers and other text', () => {
  expect(judgeFacts(rule, { session: stdio(CONNECTED) })).toEqual([]);
  expect(judgeText(rule, 'UnicodeWarning: something else')).toEqual([]);
});
