import { describe, expect, it } from 'vitest';
import { createLiteralScanner } from '../../src/collect/literal-scanner.ts';

function findAll(literals: readonly string[], line: string): readonly number[] {
  const bytes = Buffer.from(line);
  const { literals: found, count } = createLiteralScanner(literals).scan(bytes, 0, bytes.length);
  return [...found.subarray(0, count)].toSorted((a, b) => a - b);
}

it.each([
  ['overlapping literals', ['he', 'she', 'his', 'hers'], 'ushers', [0, 1, 3]],
  ['a literal inside another', ['abcd', 'bc'], 'xabcx', [1]],
  ['the same literal twice', ['a b', 'a b'], 'a b', [0, 1]],
  ['a literal that stands there twice once', ['refused'], 'refused, refused', [0]],
  ['letters outside ASCII', ['✘ Failed', 'größe'], 'x ✘ failed', [0]],
  ['a fall back after a near miss', ['aab'], 'aaab', [0]],
  ['digits as they are', ['HTTP 401', 'HTTP 403', '40'], 'http 403', [1, 2]],
  ['a literal at the very end', ['ECONNREFUSED'], 'connect econnrefused', [0]],
  ['an empty literal never matches', ['', 'x'], 'y', []],
  ['no literals', [], 'anything', []],
  ['an empty line', ['x'], '', []],
] as const)('finds %s', (_what, literals, line, expected) => {
  expect(findAll(literals, line)).toEqual(expected);
});

it('looks at nothing before or after the line', () => {
  const bytes = Buffer.from('refused\nrefused');
  const scanner = createLiteralScanner(['refused', 'sed', 'ref']);
  expect(scanner.scan(bytes, 2, 6).count).toBe(0);
  expect(scanner.scan(bytes, 8, 15).count).toBe(3);
});

it('agrees with a search one by one on random text', () => {
  let seed = 42;
  const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff) % below;
  const word = (length: number): string => Array.from({ length }, () => 'abA1é2'[next(6)]).join('');
  for (let round = 0; round < 400; round += 1) {
    const literals = Array.from({ length: 12 }, () => word(1 + next(7)));
    const line = word(60);
    const expected = literals.flatMap((literal, index) => (line.toLowerCase().includes(literal.toLowerCase()) ? [index] : []));
    expect(findAll(literals, line)).toEqual(expected);
  }
});

describe('the tests of digits', () => {
  it('name each digit of a literal that the line has but for its digits', () => {
    const bytes = Buffer.from('HTTP 503 on port 8080');
    const { count, tests, testCount } = createLiteralScanner(['HTTP 401', 'port', 'port 80']).scan(bytes, 0, bytes.length);
    expect(count).toBe(2);
    const asked = [...tests.subarray(0, testCount)].map((test) => `${test >>> 24} ${(test >>> 8) & 0xffff}:${String.fromCharCode(test & 0xff)}`);
    expect(asked).toEqual(['3 7:1', '0 6:0', '0 5:4', '2 18:0', '0 17:8']);
  });

  it('are given up where there are too many', () => {
    const bytes = Buffer.from('1'.repeat(2000));
    expect(createLiteralScanner(['23456']).scan(bytes, 0, bytes.length).testCount).toBeUndefined();
  });
});
