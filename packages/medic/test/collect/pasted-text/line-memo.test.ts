import { describe, expect, it } from 'vitest';
import { createLiteralScanner } from '../../../src/collect/literal-scanner.ts';
import { createLineMemo } from '../../../src/collect/pasted-text/line-memo.ts';

/** Recalls a line and, when it is new, remembers it with a number of its own. */
function createRecaller(literals: readonly string[]): (line: string) => number {
  const scanner = createLiteralScanner(literals);
  const memo = createLineMemo<number>();
  let numbers = 0;
  return (line) => {
    const bytes = Buffer.from(`${line}\n`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const known = memo.recall(view, 0, bytes.length - 1);
    if (known !== undefined) return known;
    memo.remember(view, 0, scanner.scan(bytes, 0, bytes.length - 1), (numbers += 1));
    return numbers;
  };
}

describe('createLineMemo', () => {
  it.each([
    ['digits of no literal', '2026-01-01 tick 17 of queue', '2027-12-31 tick 99 of queue', true],
    ['digits of a literal', 'status HTTP 401 at 12', 'status HTTP 403 at 12', false],
    ['digits that are no literal either way', 'status HTTP 404 at 12', 'status HTTP 405 at 99', true],
    ['one letter', 'tick 17 of queue a', 'tick 17 of queue b', false],
    ['one mark', 'tick 17, queue', 'tick 17; queue', false],
    ['letters in other places of a word of four bytes', 'abcdefgh', 'abcdegfh', false],
    ['a digit for a letter', 'tick a', 'tick 1', false],
    ['one more letter', 'tick', 'ticks', false],
    ['a letter outside ASCII', 'größe', 'gräße', false],
  ])('compares lines that differ in %s', (_what, one, other, isSame) => {
    const recall = createRecaller(['HTTP 401', 'HTTP 403']);
    expect(recall(one)).toBe(1);
    expect(recall(one)).toBe(1);
    expect(recall(other)).toBe(isSame ? 1 : 2);
  });

  it('keeps apart what it holds, and forgets rather than mix up', () => {
    const recall = createRecaller(['HTTP 401', '77']);
    const name = (index: number): string => String(index).replace(/\d/gu, (digit) => 'abcdefghij'[Number(digit)]!);
    const lines = Array.from({ length: 90_000 }, (_unused, index) => `${name(index)} HTTP 40${index % 2} of 1${index % 3}7`);
    const first = lines.map(recall);
    expect(new Set(first).size).toBe(lines.length);
    const again = lines.map((line, index) => [recall(line), first[index]!] as const);
    expect(again.every(([now, before]) => now === before || now > lines.length)).toBe(true);
    expect(recall(lines.at(-1)!)).toBe(again.at(-1)![0]);
  });
});
