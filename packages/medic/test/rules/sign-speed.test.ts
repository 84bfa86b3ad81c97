import { expect, test } from 'vitest';
import { createSignMatcher } from '../../src/collect/signs.ts';
import { CONNECT_RULES } from '../../src/rules/connect/index.ts';

/** Beyond some kilobytes a pattern sees only the surroundings of its literals, so that more text costs no more. */
const SIZE = 262_144;
/** CPU, not wall clock: other work on the machine must not fail this. */
const LIMIT_CPU_MS = 50;

/** A server may write what it likes; a whole line of the piece a pattern begins with is the worst it can do. */
test('no sign takes long over a hostile line of 256 KiB', () => {
  const slow: string[] = [];
  for (const { id, signs = [] } of CONNECT_RULES) {
    for (const sign of signs) {
      const matcher = createSignMatcher([{ id, signs: [sign] }]);
      const pieces = [...sign.literals, ...sign.literals.map((literal) => `${literal} `), ...sign.literals.map((literal) => `x/${literal}:1 '`)];
      for (const piece of pieces) {
        const line = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
        matcher.matchLines([line], 'stderr');
        const before = process.cpuUsage();
        matcher.matchLines([line], 'stderr');
        const { user, system } = process.cpuUsage(before);
        const ms = (user + system) / 1000;
        if (ms > LIMIT_CPU_MS) slow.push(`${id}/${sign.id} over ${JSON.stringify(piece)}: ${Math.round(ms)} ms`);
      }
    }
  }
  expect(slow).toEqual([]);
});
