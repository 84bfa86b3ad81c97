import { describe, expect, it } from 'vitest';
import { LineKeeper } from '../../../src/collect/stdio/keep-lines.ts';
import { redactor, SECRET } from './fixtures.ts';

function keep(text: string | Buffer, chunkBytes: number = 1e9): ReturnType<LineKeeper['finish']> {
  const keeper = new LineKeeper(2, 3);
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += chunkBytes) keeper.push(bytes.subarray(from, from + chunkBytes), from);
  return keeper.finish(redactor);
}

const HUNDRED = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');

describe('LineKeeper', () => {
  it.each([1, 7, 64, 1_000, 1e9])('keeps the first and last lines of a stream that comes in pieces of %i bytes', (chunkBytes) => {
    const facts = keep(`${HUNDRED}\nlast`, chunkBytes);
    expect(facts.lines).toEqual(['line 0', 'line 1', 'line 98', 'line 99', 'last']);
    expect(facts).toMatchObject({ bytes: HUNDRED.length + 5, truncated: true, firstByteMs: 0 });
  });

  it('is exact about what it dropped', () => {
    expect(keep('a\nb\nc\nd\ne\n')).toMatchObject({ lines: ['a', 'b', 'c', 'd', 'e'], truncated: false });
    expect(keep('').lines).toEqual([]);
  });

  it('shows what a person saw: no colours, the last state of a progress bar, no zero bytes', () => {
    expect(keep('\u001B[31mred\u001B[0m\r\n10%\r55%\r100%\r\nW\0i\0n\0\n').lines).toEqual(['red', '100%', 'Win']);
  });

  it('redacts before it cuts', () => {
    const facts = keep(`${'x'.repeat(3_990)}${SECRET}\n`);
    expect(facts.lines[0]).toMatch(/x\[redacted\]$/u);
  });

  it('holds little of very long lines', () => {
    const facts = keep(`${'x'.repeat(1e7)}\n`.repeat(5));
    expect(facts.lines.join('').length).toBeLessThan(25_000);
    expect(facts.truncated).toBe(true);
  });
});
