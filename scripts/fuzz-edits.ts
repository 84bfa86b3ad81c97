import { randomInt } from 'node:crypto';
import type { ConfigFormat } from '../packages/medic/src/model/index.ts';
import { tryRandomEdit } from '../packages/medic/test/text/edit-properties.ts';
import { createRandom } from '../packages/medic/test/text/random.ts';

/** `npm run fuzz-edits [-- RUNS [SEED]]`: random edits of random documents of every format, 10,000 each when not told otherwise. */
const runs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? randomInt(1_000_000_000));
const FORMATS: readonly ConfigFormat[] = ['json', 'jsonc', 'toml', 'yaml', 'env'];
const SHOWN = 3;

console.log(`seed ${seed}, ${runs} edits per format`);
let broken = 0;
for (const format of FORMATS) {
  const refusals = new Map<string, number>();
  const counts = { done: 0, refused: 0, broken: 0 };
  for (let run = 0; run < runs; run += 1) {
    const outcome = await tryRandomEdit(createRandom(seed + run), format);
    counts[outcome.state] += 1;
    if (outcome.state === 'broken' && counts.broken <= SHOWN) console.log(`${format}, seed ${seed + run}: ${outcome.why}`);
    if (outcome.state === 'refused') refusals.set(kindOf(outcome.reason), (refusals.get(kindOf(outcome.reason)) ?? 0) + 1);
  }
  broken += counts.broken;
  console.log(`${format.padEnd(6)}${counts.done} done, ${counts.refused} refused, ${counts.broken} broken`);
  for (const [reason, count] of [...refusals].toSorted((a, b) => b[1] - a[1]).slice(0, 5)) console.log(`        ${String(count).padStart(5)} ${reason}`);
}
process.exitCode = broken > 0 ? 1 : 0;

/** A reason without the place it speaks of. */
function kindOf(reason: string): string {
  return reason.replace(/^.*?(?= (?:is|could|cannot|belongs|would|has) )/, '…');
}
