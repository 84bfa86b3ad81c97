// How often `explain` is right, by layer and by confidence, on labelled texts: `npm run bench:explain -- FILE.jsonl…`, without a
// file on the project's own corpus. `--speed` measures 100 MB logs against `grep -F` over the same literals, and memory;
// `--hostile` each pattern over 1 MB of the text that is worst for it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CAUSES_BY_LAYER } from '../packages/medic/src/model/ids.ts';
import { scoreText, type LabelledText } from '../packages/testbed/src/score-explain.ts';
import { measureHostile } from './explain-hostile.ts';
import { measureSpeed } from './explain-speed.ts';

const LAYER_OF = new Map<string, string>(Object.entries(CAUSES_BY_LAYER).flatMap(([layer, causes]) => causes.map((cause): [string, string] => [cause, layer])));

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const own = ['failures', 'negatives', 'healthy-logs']
  .map((name) => join(root, 'packages', 'testbed', 'corpus', `${name}.jsonl`))
  .filter((path) => existsSync(path));
const files = words.length > 0 ? words : own;
const rows = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LabelledText),
);

const layers = new Map<string, { all: number; top1: number; top3: number }>();
const calibration = { confirmed: { right: 0, all: 0 }, likely: { right: 0, all: 0 }, possible: { right: 0, all: 0 } };
const misses: string[] = [];
const sum = { failures: 0, top1: 0, lenient: 0, top3: 0, negatives: 0, clean: 0 };

for (const row of rows) await score(row);

console.log(misses.join('\n'));
console.log('\nlayer        rows  top-1  top-3');
for (const [layer, { all, top1, top3 }] of [...layers].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`${layer.padEnd(12)} ${String(all).padStart(4)}  ${share(top1, all)}  ${share(top3, all)}`);
for (const [confidence, { right, all }] of Object.entries(calibration))
  console.log(`${confidence.padEnd(12)} ${right} of ${all} right (${share(right, all).trim()})`);
console.log(
  `top-1 ${sum.top1}/${sum.failures} (${share(sum.top1, sum.failures).trim()}), lenient ${share(sum.lenient, sum.failures).trim()}, top-3 ${share(sum.top3, sum.failures).trim()}, negatives clean ${sum.clean}/${sum.negatives}`,
);
if (process.argv.includes('--speed')) await measureSpeed(root);
if (process.argv.includes('--hostile')) await measureHostile();

async function score(row: LabelledText): Promise<void> {
  const { causes, isTop, isClose, isLenient, isNear } = await scoreText(row);
  const [top] = causes;
  if (top !== undefined) {
    calibration[top.confidence].all += 1;
    if (isClose && row.cause !== 'none') calibration[top.confidence].right += 1;
  }
  const answer = causes.slice(0, 3).map(({ cause, confidence }) => `${cause} (${confidence})`);
  if (row.cause === 'none') {
    sum.negatives += 1;
    if (causes.length === 0) sum.clean += 1;
    else misses.push(`${row.id} none → ${answer.join(', ')}`);
    return;
  }
  sum.failures += 1;
  if (isTop) sum.top1 += 1;
  if (isLenient) sum.lenient += 1;
  if (isNear) sum.top3 += 1;
  const layer = LAYER_OF.get(row.cause) ?? 'unknown';
  const counts = layers.get(layer) ?? { all: 0, top1: 0, top3: 0 };
  layers.set(layer, { all: counts.all + 1, top1: counts.top1 + (isTop ? 1 : 0), top3: counts.top3 + (isNear ? 1 : 0) });
  if (!isTop) misses.push(`${row.id} ${row.cause} → ${answer.join(', ') || 'nothing'}`);
}

function share(part: number, all: number): string {
  return all === 0 ? '    –' : `${Math.round((1000 * part) / all) / 10} %`.padStart(6);
}
