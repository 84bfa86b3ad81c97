// Child of explain-hostile.ts: prints the CPU time of the signs' patterns number FROM up to TO as JSON.
import type { Sign } from '../packages/medic/src/model/index.ts';
import { CONNECT_RULES } from '../packages/medic/src/rules/connect/index.ts';
import { writeHostileTexts } from '../packages/medic/test/rules/hostile-texts.ts';

const SCREEN_CHARS = 16_384;
const FULL_CHARS = 1 << 20;
/** Texts measured over a whole megabyte: those that were slowest over the short one. */
const FULL_TEXTS = 3;

export interface PatternCost {
  readonly id: string;
  /** Beginning of the text that was worst for it. */
  readonly text: string;
  readonly ms: number;
}

const [from = 0, to = 0] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(listSigns().slice(from, to).map(measure)));

function listSigns(): readonly (readonly [string, Sign])[] {
  return CONNECT_RULES.flatMap(({ id, signs = [] }) => signs.map((sign) => [`${id}/${sign.id}`, sign] as const));
}

function measure([id, sign]: readonly [string, Sign]): PatternCost {
  const pattern = new RegExp(sign.pattern.source, sign.pattern.flags.replace(/[gy]/gu, ''));
  const screened = [...writeHostileTexts(sign, SCREEN_CHARS)].map((text) => ({ text, ms: costOf(pattern, text) })).toSorted((a, b) => b.ms - a.ms);
  const [worst = { text: '', ms: 0 }] = screened
    .slice(0, FULL_TEXTS)
    .map(({ text }) => ({ text, ms: costOf(pattern, text.repeat(Math.ceil(FULL_CHARS / text.length)).slice(0, FULL_CHARS)) }))
    .toSorted((a, b) => b.ms - a.ms);
  return { id, text: worst.text.slice(0, 40), ms: worst.ms };
}

/** The least of three runs: the first one pays for compiling the pattern. */
function costOf(pattern: RegExp, text: string): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.cpuUsage();
      pattern.test(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}
