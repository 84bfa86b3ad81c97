import { explainText } from '../packages/medic/src/engine/explain.ts';
import type { Sign } from '../packages/medic/src/model/index.ts';
import { CONNECT_RULES } from '../packages/medic/src/rules/connect/index.ts';
import { writeHostileTexts } from '../packages/medic/test/rules/hostile-texts.ts';

const SCREEN_CHARS = 16_384;
const FULL_CHARS = 1 << 20;
const LIMIT_MS = 50;
/** Patterns measured over a whole megabyte: those that were slowest over the short text. */
const FULL_PATTERNS = 80;

interface Cost {
  readonly id: string;
  readonly pattern: RegExp;
  readonly text: string;
  readonly ms: number;
}

/** CPU time of each pattern by itself over 1 MB of the text that is worst for it, as one line; then of `explain` over all such texts. */
export async function measureHostile(): Promise<void> {
  const signs = listSigns();
  const screened = signs.map(([id, sign]) => findWorst(id, sign)).toSorted((a, b) => b.ms - a.ms);
  const measured = screened
    .slice(0, FULL_PATTERNS)
    .map((cost) => ({ ...cost, ms: costOf(cost.pattern, repeatTo(cost.text, FULL_CHARS)) }))
    .toSorted((a, b) => b.ms - a.ms);
  const slow = measured.filter(({ ms }) => ms > LIMIT_MS);
  for (const { id, ms, text } of slow) console.log(`${ms.toFixed(0).padStart(6)} ms  ${id} over ${JSON.stringify(text.slice(0, 40))}…`);
  console.log(
    `1 MB of hostile text: ${screened.length - slow.length} of ${screened.length} patterns under ${LIMIT_MS} ms, slowest ${measured[0]?.ms.toFixed(0) ?? 0} ms`,
  );
  await measureAll(signs);
}

/** Four times as much text may take four times as long. */
async function measureAll(signs: readonly (readonly [string, Sign])[]): Promise<void> {
  const lines = signs.flatMap(([, sign]) => [...writeHostileTexts(sign, 600)].filter((_unused, index) => index % 9 === 0));
  const text = repeatTo(`${lines.join('\n')}\n`, FULL_CHARS);
  await explainText({ chunks: oneChunk(text.slice(0, FULL_CHARS / 16)) });
  const costs: number[] = [];
  for (const part of [4, 1]) {
    const before = process.cpuUsage();
    await explainText({ chunks: oneChunk(text.slice(0, FULL_CHARS / part)) });
    costs.push(cpuSince(before));
  }
  const [quarter = 0, whole = 0] = costs;
  console.log(`explain over such lines: 256 KiB ${quarter.toFixed(0)} ms, 1 MiB ${whole.toFixed(0)} ms`);
}

function listSigns(): readonly (readonly [string, Sign])[] {
  const seen = new Set<string>();
  return CONNECT_RULES.flatMap(({ id, signs = [] }) => signs.map((sign) => [`${id}/${sign.id}`, sign] as const)).filter(([, { pattern, literals }]) => {
    const key = `${pattern.source} ${literals.join(' ')}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function findWorst(id: string, sign: Sign): Cost {
  const pattern = new RegExp(sign.pattern.source, sign.pattern.flags.replace(/[gy]/gu, ''));
  let worst: Cost = { id, pattern, text: sign.literals[0], ms: 0 };
  for (const text of writeHostileTexts(sign, SCREEN_CHARS)) {
    const ms = costOf(pattern, text);
    if (ms > worst.ms) worst = { id, pattern, text, ms };
  }
  return worst;
}

/** The least of three runs: the first one pays for compiling the pattern. */
function costOf(pattern: RegExp, text: string): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.cpuUsage();
      pattern.test(text);
      return cpuSince(before);
    }),
  );
}

function repeatTo(text: string, chars: number): string {
  return text.repeat(Math.ceil(chars / text.length)).slice(0, chars);
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function* oneChunk(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}
