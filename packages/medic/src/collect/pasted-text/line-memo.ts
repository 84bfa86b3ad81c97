import { COUNT_SHIFT, PLACE_SHIFT, type Findings } from '../literal-scanner.ts';

/**
 * Remembers what was decided about lines that differ in nothing but digits: nearly every line of a log is one of those. Digits
 * that decide whether a literal stands in the line do count. Memory is fixed: a newer line takes the place of an older one.
 */
export interface LineMemo<T> {
  /** What was remembered of such a line; undefined when it is new. */
  readonly recall: (bytes: DataView, start: number, end: number) => T | undefined;
  /** To be called with the line that was recalled last, and what the scanner found in it. */
  readonly remember: (bytes: DataView, start: number, findings: Findings, value: T) => void;
}

const SLOTS = 1 << 16;
const TEST_SLOTS = 1 << 18;
const TEST_MASK = TEST_SLOTS - 1;
const FACTOR = 0x9e37_79b1;

export function createLineMemo<T>(): LineMemo<T> {
  const firstKeys = new Int32Array(SLOTS);
  const secondKeys = new Int32Array(SLOTS);
  const values: (T | undefined)[] = Array.from({ length: SLOTS });
  /** Of lines with tests: where in `tests` they begin. Tests are written round and round; those that were overwritten are gone. */
  const testStarts = new Float64Array(SLOTS);
  const testCounts = new Uint8Array(SLOTS);
  const tests = new Int32Array(TEST_SLOTS);
  let testsWritten = 0;
  /** Two hashes of the line at hand: one alone would take one line in thousands for another. */
  let first = 0;
  let second = 0;

  /** Four bytes at a time, each digit as the same byte. */
  function hashLine(bytes: DataView, start: number, end: number): void {
    let hash = end - start;
    let sum = 0;
    let at = start;
    for (const stop = end - 3; at < stop; at += 4) {
      hash = mix(hash, hideDigits(bytes.getInt32(at, true)));
      sum = (sum + hash) | 0;
    }
    for (; at < end; at += 1) hash = mix(hash, hideDigits(bytes.getUint8(at)));
    first = hash ^ (hash >>> 15);
    second = (sum + hash) | 0;
  }

  /** Adds to the hashes of the line which of its literals have the digits they need. */
  function hashTests(bytes: DataView, start: number, from: number, count: number): void {
    let hash = 1;
    for (let index = from; index < from + count;) {
      const next = index + (tests[index & TEST_MASK]! >>> COUNT_SHIFT);
      let at = index;
      for (; at < next; at += 1) {
        const test = tests[at & TEST_MASK]!;
        if (bytes.getUint8(start + ((test >>> PLACE_SHIFT) & 0xffff)) !== (test & 0xff)) break;
      }
      hash = mix(hash, at === next ? 1 : 0);
      index = next;
    }
    first = mix(first, hash);
    first ^= first >>> 15;
    second = (second + first) | 0;
  }

  function findSlot(): number | undefined {
    const slot = first & (SLOTS - 1);
    return firstKeys[slot] === first && secondKeys[slot] === second ? slot : undefined;
  }

  function fillSlot(value: T | undefined, testStart: number, testCount: number): void {
    const slot = first & (SLOTS - 1);
    firstKeys[slot] = first;
    secondKeys[slot] = second;
    values[slot] = value;
    testStarts[slot] = testStart;
    testCounts[slot] = testCount;
  }

  return {
    recall: (bytes, start, end) => {
      hashLine(bytes, start, end);
      const slot = findSlot();
      if (slot === undefined) return undefined;
      const count = testCounts[slot]!;
      if (count === 0) return values[slot];
      const from = testStarts[slot]!;
      if (testsWritten - from > TEST_SLOTS) return undefined;
      const [line, sum] = [first, second];
      hashTests(bytes, start, from, count);
      const own = findSlot();
      first = line;
      second = sum;
      return own === undefined ? undefined : values[own];
    },
    remember: (bytes, start, { tests: own, testCount }, value) => {
      if (testCount === undefined) return;
      if (testCount > 0) {
        for (let index = 0; index < testCount; index += 1) tests[(testsWritten + index) & TEST_MASK] = own[index]!;
        fillSlot(undefined, testsWritten, testCount);
        hashTests(bytes, start, testsWritten, testCount);
        testsWritten += testCount;
      }
      fillSlot(value, 0, 0);
    },
  };
}

function mix(hash: number, word: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ word, FACTOR);
}

/** The four bytes with 0 for each that is a digit. `aboveNine` has the highest bit of each byte that is none. */
function hideDigits(word: number): number {
  const fromZero = word ^ 0x3030_3030;
  const aboveNine = (((fromZero & 0x7f7f_7f7f) + 0x7676_7676) | fromZero) & 0x8080_8080;
  return word & Math.imul(aboveNine >>> 7, 255);
}
