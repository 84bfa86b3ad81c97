import { expect, test } from 'vitest';
import { CONNECT_RULES } from '../../src/rules/connect/index.ts';

const SIZE = 65_536;
/** A server may write what it likes; a whole line of the piece a pattern begins with is the worst it can do. */
const LIMIT_MS = 500;

test('no pattern of a sign takes long over a hostile line of 64 KiB', () => {
  const slow: string[] = [];
  for (const { id, signs = [] } of CONNECT_RULES) {
    for (const sign of signs) {
      const pieces = [...sign.literals, ...sign.literals.map((literal) => `${literal} `), ...sign.literals.map((literal) => `x/${literal}:1 '`), "Cannot find module '/a", '/a', 'a ', 'a.', ': '];
      for (const piece of pieces) {
        const line = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
        const start = performance.now();
        sign.pattern.test(line);
        const ms = performance.now() - start;
        if (ms > LIMIT_MS) slow.push(`${id}/${sign.id} over ${JSON.stringify(piece)}: ${Math.round(ms)} ms`);
      }
    }
  }
  expect(slow).toEqual([]);
});
