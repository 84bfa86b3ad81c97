import { expect, it } from 'vitest';
import { createLiteralScanner } from '../../src/collect/literal-scanner.ts';

function findAll(literals: readonly string[], line: string): readonly number[] {
  const found = new Set<number>();
  createLiteralScanner(literals).scan(line, (literal) => found.add(literal));
  return [...found].toSorted((a, b) => a - b);
}

it.each([
  ['overlapping literals', ['he', 'she', 'his', 'hers'], 'ushers', [0, 1, 3]],
  ['a literal inside another', ['abcd', 'bc'], 'xabcx', [1]],
  ['the same literal twice', ['a b', 'a b'], 'a b', [0, 1]],
  ['letters outside ASCII', ['✘ Failed', 'größe'], 'x ✘ failed', [0]],
  ['a fall back after a near miss', ['aab'], 'aaab', [0]],
  ['an empty literal never matches', ['', 'x'], 'y', []],
  ['no literals', [], 'anything', []],
  ['an empty line', ['x'], '', []],
] as const)('finds %s', (_what, literals, line, expected) => {
  expect(findAll(literals, line)).toEqual(expected);
});

it('agrees with a search one by one on random text', () => {
  let seed = 42;
  const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff) % below;
  const word = (length: number): string => Array.from({ length }, () => 'abcA'[next(4)]).join('');
  for (let round = 0; round < 200; round += 1) {
    const literals = Array.from({ length: 12 }, () => word(1 + next(5)));
    const line = word(40);
    const expected = literals.flatMap((literal, index) => (line.toLowerCase().includes(literal.toLowerCase()) ? [index] : []));
    expect(findAll(literals, line)).toEqual(expected);
  }
});
