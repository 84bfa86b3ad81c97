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
  const seen = new Set<string>();
  for (const { id, signs = [] } of CONNECT_RULES) {
    for (const sign of signs) {
      // Rules share signs; one look at each is enough.
      if (seen.has(`${sign.pattern.source} ${sign.literals.join(' ')}`)) continue;
      seen.add(`${sign.pattern.source} ${sign.literals.join(' ')}`);
      const matcher = createSignMatcher([{ id, signs: [sign] }]);
      const pieces = [...sign.literals, ...sign.literals.map((literal) => `${literal} `), ...sign.literals.map((literal) => `x/${literal}:1 '`)];
      for (const piece of pieces) {
        const line = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
        const ms = Math.min(
          measure(() => matcher.matchLines([line], 'stderr')),
          LIMIT_CPU_MS + 1,
        );
        // The first look may have paid for compiling the pattern.
        if (ms > LIMIT_CPU_MS && measure(() => matcher.matchLines([line], 'stderr')) > LIMIT_CPU_MS)
          slow.push(`${id}/${sign.id} over ${JSON.stringify(piece)}: ${Math.round(ms)} ms`);
      }
    }
  }
  expect(slow).toEqual([]);
});

function measure(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
