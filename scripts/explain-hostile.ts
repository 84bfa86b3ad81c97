import { createSignMatcher } from '../packages/medic/src/collect/signs.ts';
import type { Sign } from '../packages/medic/src/model/index.ts';
import { CONNECT_RULES } from '../packages/medic/src/rules/connect/index.ts';
import { cutIntoLines, writeHostileTexts } from '../packages/medic/test/rules/hostile-texts.ts';

const SCREEN_CHARS = 16_384;
const FULL_CHARS = 1 << 20;
const LIMIT_MS = 50;
/** Signs measured over a whole megabyte: those that were slowest over the short text. */
const FULL_SIGNS = 60;
const LINE_CHARS = 2000;

interface Cost {
  readonly id: string;
  readonly sign: Sign;
  readonly text: string;
  readonly ms: number;
}

/** CPU time of each sign over 1 MB of the text that is worst for it, in lines of 2000 characters. */
export function measureHostile(): void {
  const seen = new Set<string>();
  const screened = CONNECT_RULES.flatMap(({ id, signs = [] }) =>
    signs.flatMap((sign): readonly Cost[] => {
      const key = `${sign.pattern.source} ${sign.literals.join(' ')}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [findWorst(`${id}/${sign.id}`, sign)];
    }),
  ).toSorted((a, b) => b.ms - a.ms);
  const measured = screened
    .slice(0, FULL_SIGNS)
    .map((cost) => ({ ...cost, ms: costOf(cost.sign, cost.text.repeat(Math.ceil(FULL_CHARS / cost.text.length)).slice(0, FULL_CHARS)) }))
    .toSorted((a, b) => b.ms - a.ms);
  const slow = measured.filter(({ ms }) => ms > LIMIT_MS);
  for (const { id, ms, text } of slow) console.log(`${ms.toFixed(0).padStart(6)} ms  ${id} over ${JSON.stringify(text.slice(0, 40))}…`);
  console.log(
    `1 MB of hostile text: ${screened.length - slow.length} of ${screened.length} patterns under ${LIMIT_MS} ms, slowest ${measured[0]?.ms.toFixed(0) ?? 0} ms`,
  );
}

function findWorst(id: string, sign: Sign): Cost {
  let worst: Cost = { id, sign, text: sign.literals[0], ms: 0 };
  for (const text of writeHostileTexts(sign, SCREEN_CHARS)) {
    const ms = costOf(sign, text);
    if (ms > worst.ms) worst = { id, sign, text, ms };
  }
  return worst;
}

/** The least of two runs: the first one pays for compiling the pattern. */
function costOf(sign: Sign, text: string): number {
  const matcher = createSignMatcher([{ id: 'one', signs: [sign] }]);
  const lines = cutIntoLines(text, LINE_CHARS);
  return Math.min(
    ...[1, 2].map(() => {
      const before = process.cpuUsage();
      matcher.matchLines(lines, sign.sources?.[0] ?? 'pasted');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}
