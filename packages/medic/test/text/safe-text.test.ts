import { expect, it } from 'vitest';
import { safeLine, safeText } from '../../src/text/safe-text.ts';

it.each([
  ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
  ['a\tb\nc\rd', 'a\tb\nc\\u{d}d'],
  ['\u009b2J\u007f\u0000', '\\u{9b}2J\\u{7f}\\u{0}'],
  ['a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
  ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['half \ud800 pair', 'half \\u{d800} pair'],
  ['über 𝄞 日本 \ufffd', 'über 𝄞 日本 \ufffd'],
])('%j is shown as %j', (value, shown) => {
  expect(safeText(value)).toBe(shown);
});

it('leaves nothing dangerous for any code unit', () => {
  let all = '';
  for (let code = 0; code <= 0xffff; code += 1) all += `${String.fromCharCode(code)}.`;
  expect(safeText(all)).toMatch(/^[\t\n\x20-\x7e\u00a0-\u{10ffff}]*$/u);
  expect(safeText(all)).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/u);
});

it('makes one line of many', () => {
  expect(safeLine('a\r\nb\nc')).toBe('a ⏎ b ⏎ c');
});
