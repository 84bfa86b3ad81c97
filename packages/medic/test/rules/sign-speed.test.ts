import { expect, test } from 'vitest';
import { createSignMatcher } from '../../src/collect/signs.ts';
import { explainText } from '../../src/engine/explain.ts';
import type { Sign } from '../../src/model/index.ts';
import { CONNECT_RULES } from '../../src/rules/connect/index.ts';
import { cutIntoLines, writeHostileTexts } from './hostile-texts.ts';

/** Four times the text may take four times as long; a quadratic pattern takes sixteen times. */
const GROWTH = 4;
const MOST_GROWTH = 9;
/** Below this the clock of the CPU says nothing. */
const LEAST_CPU_MS = 4;

const seen = new Set<string>();
const signs = CONNECT_RULES.flatMap(({ id, signs: own = [] }) => own.map((sign) => ({ id: `${id}/${sign.id}`, sign }))).filter(({ sign }) => {
  const key = `${sign.pattern.source} ${sign.literals.join(' ')}`;
  return !seen.has(key) && seen.add(key) !== undefined;
});

test('no pattern by itself takes more than its share of time for longer text', () => {
  const slow = signs.flatMap(({ id, sign }) => {
    const pattern = new RegExp(sign.pattern.source, sign.pattern.flags.replace(/[gy]/gu, ''));
    return listSlow(id, sign, 16_384, (text) => pattern.exec(text));
  });
  expect(slow).toEqual([]);
}, 300_000);

test('no sign takes more than its share of time for more lines', () => {
  const slow = signs.flatMap(({ id, sign }) => {
    const matcher = createSignMatcher([{ id, signs: [sign] }]);
    const all = [...writeHostileTexts(sign, 1500)].join('\n');
    const text = all.repeat(Math.ceil(262_144 / all.length)).slice(0, 262_144);
    return measure(id, text, (part) =>
      matcher.matchLines(
        part.split('\n').flatMap((line) => cutIntoLines(line)),
        sign.sources?.[0] ?? 'pasted',
      ),
    );
  });
  expect(slow).toEqual([]);
}, 300_000);

test('a text of every hostile line is explained in time that grows with it', async () => {
  const lines = signs.flatMap(({ sign }) => [...writeHostileTexts(sign, 600)].filter((_unused, index) => index % 9 === 0));
  const text = lines.join('\n');
  const whole = text.repeat(Math.ceil(1_048_576 / text.length)).slice(0, 1_048_576);
  const cost = async (part: string): Promise<number> => {
    const before = process.cpuUsage();
    await explainText({ chunks: oneChunk(part) });
    return cpuSince(before);
  };
  await cost(whole.slice(0, 65_536));
  expect((await cost(whole)) / (await cost(whole.slice(0, 262_144)))).toBeLessThan(MOST_GROWTH);
}, 300_000);

function listSlow(id: string, sign: Sign, chars: number, work: (text: string) => unknown): readonly string[] {
  return [...writeHostileTexts(sign, chars)].flatMap((text) => measure(`${id} over ${JSON.stringify(text.slice(0, 40))}`, text, work));
}

/** Other work on the machine may spoil one measurement, hardly three. */
function measure(what: string, text: string, work: (text: string) => unknown): readonly string[] {
  let growth = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3; tries += 1) {
    const whole = costOf(() => work(text));
    if (whole < LEAST_CPU_MS) return [];
    growth = Math.min(
      growth,
      whole /
        Math.max(
          0.01,
          costOf(() => work(text.slice(0, text.length / GROWTH))),
        ),
    );
    if (growth < MOST_GROWTH) return [];
  }
  return [`${what}: ${growth.toFixed(1)} times as long`];
}

function costOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return cpuSince(before);
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function* oneChunk(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}
