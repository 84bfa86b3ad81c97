import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { explainText } from '../packages/medic/src/engine/explain.ts';
import { CONNECT_RULES } from '../packages/medic/src/rules/connect/index.ts';
import { writeHostileTexts } from '../packages/medic/test/rules/hostile-texts.ts';
import type { PatternCost } from './hostile-patterns.ts';

const LIMIT_MS = 50;
const FULL_CHARS = 1 << 20;
/** A process that compiled hundreds of patterns gets the next ones unoptimised by V8, at twice the cost. */
const PATTERNS_A_PROCESS = 40;
const MEASURER = fileURLToPath(new URL('./hostile-patterns.ts', import.meta.url));

/** CPU time of each pattern by itself over 1 MB of the text that is worst for it, as one line; then of `explain` over all such texts. */
export async function measureHostile(): Promise<void> {
  const count = CONNECT_RULES.reduce((sum, { signs = [] }) => sum + signs.length, 0);
  const costs: PatternCost[] = [];
  for (let from = 0; from < count; from += PATTERNS_A_PROCESS) costs.push(...measurePart(from));
  const ranked = costs.toSorted((a, b) => b.ms - a.ms);
  const slow = ranked.filter(({ ms }) => ms > LIMIT_MS);
  for (const { id, ms, text } of slow) console.log(`${ms.toFixed(0).padStart(6)} ms  ${id} over ${JSON.stringify(text)}…`);
  console.log(
    `1 MB of hostile text: ${ranked.length - slow.length} of ${ranked.length} patterns under ${LIMIT_MS} ms, slowest ${ranked[0]?.ms.toFixed(0) ?? 0} ms`,
  );
  await measureAll();
}

function measurePart(from: number): readonly PatternCost[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', MEASURER, String(from), String(from + PATTERNS_A_PROCESS)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`patterns ${from} and following could not be measured: ${stderr}`);
  return JSON.parse(stdout) as readonly PatternCost[];
}

/** Four times as much text may take four times as long. */
async function measureAll(): Promise<void> {
  const lines = CONNECT_RULES.flatMap(({ signs = [] }) => signs).flatMap((sign) =>
    [...writeHostileTexts(sign, 600)].filter((_unused, index) => index % 9 === 0),
  );
  const all = `${lines.join('\n')}\n`;
  const text = all.repeat(Math.ceil(FULL_CHARS / all.length)).slice(0, FULL_CHARS);
  await explainText({ chunks: oneChunk(text.slice(0, FULL_CHARS / 16)) });
  const costs: number[] = [];
  for (const part of [4, 1]) {
    const before = process.cpuUsage();
    await explainText({ chunks: oneChunk(text.slice(0, FULL_CHARS / part)) });
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  const [quarter = 0, whole = 0] = costs;
  console.log(`explain over such lines: 256 KiB ${quarter.toFixed(0)} ms, 1 MiB ${whole.toFixed(0)} ms`);
}

async function* oneChunk(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}
