// Shows or records cases of the testbed: npm run case <id>… [-- --record | --record-all | --json]
import { parseArgs } from 'node:util';
import type { DoctorResult } from '../packages/medic/src/model/index.ts';
import { renderReport } from '../packages/medic/src/report/text/report.ts';
import { PLAIN } from '../packages/medic/src/report/text/style.ts';
import type { Case } from '../packages/testbed/src/case.ts';
import { checkBroken, checkHealthy } from '../packages/testbed/src/check-case.ts';
import { loadCases } from '../packages/testbed/src/load-cases.ts';
import { recordCase } from '../packages/testbed/src/record.ts';
import { replayScene } from '../packages/testbed/src/replay.ts';
import { runScene } from '../packages/testbed/src/run-case.ts';
import { writeEvidence } from '../packages/testbed/src/stored-evidence.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean' }, 'record-all': { type: 'boolean' }, json: { type: 'boolean' }, quiet: { type: 'boolean' } },
});
/** More would make limits flaky on two cores. */
const SIDE_BY_SIDE = 5;

const all = await loadCases();
const wanted = values['record-all'] === true || positionals.includes('all') ? all : all.filter(({ id }) => positionals.includes(id));
if (wanted.length === 0) {
  console.error(`Usage: npm run case <id>… [-- --record | --json], npm run case -- --record-all\nCases: ${all.map(({ id }) => id).join(' ')}`);
  process.exit(2);
}

const failures = values.record === true || values['record-all'] === true ? await recordMany(wanted) : await showMany(wanted);
process.exitCode = failures === 0 ? 0 : 1;

async function showMany(cases: readonly Case[]): Promise<number> {
  return countOver(cases, values.quiet === true ? SIDE_BY_SIDE : 1, showCase);
}

/** Runs `work` on all cases, some at a time, and adds up the complaints it found. */
async function countOver(cases: readonly Case[], atOnce: number, work: (testCase: Case) => Promise<number>): Promise<number> {
  const rest = [...cases];
  const counts = Array.from({ length: atOnce }, async () => {
    let count = 0;
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) count += await work(next);
    return count;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function showCase(testCase: Case): Promise<number> {
  const { id, story, replayOnly } = testCase;
  if (values.quiet !== true) console.log(`# ${id}\n${story}${replayOnly === undefined ? '' : `\nReplayed only: ${replayOnly}`}`);
  const complaints: string[] = [];
  if (replayOnly !== undefined) {
    const stored = await recordCase(testCase);
    const [broken, healthy] = [await replayScene(stored.broken), await replayScene(stored.healthy)];
    show('broken', broken.servers, broken.configs);
    show('healthy', healthy.servers, healthy.configs);
    complaints.push(...checkBroken(testCase, broken), ...checkHealthy(testCase, healthy));
  } else {
    await runScene(testCase, testCase.broken, ({ result, evidence }) => {
      show('broken', result.servers, result.configs);
      if (values.json === true) console.log(JSON.stringify(evidence, undefined, 1));
      complaints.push(...checkBroken(testCase, result));
    });
    await runScene(testCase, testCase.healthy, ({ result }) => {
      show('healthy', result.servers, result.configs);
      complaints.push(...checkHealthy(testCase, result));
    });
  }
  for (const complaint of complaints) console.log(`${id}: NOT AS EXPECTED: ${complaint}`);
  return complaints.length;
}

function show(scene: string, servers: DoctorResult['servers'], configs: DoctorResult['configs']): void {
  if (values.quiet === true) return;
  const count = (verdict: string): number => servers.filter((server) => server.verdict === verdict).length;
  const result: DoctorResult = {
    schema: 'mcp-medic/doctor@1',
    version: '0.0.0-test',
    startedAt: new Date().toISOString(),
    durationMs: 0,
    host: { platform: process.platform, arch: process.arch, node: process.version },
    configs,
    servers,
    summary: { healthy: count('healthy'), failing: count('failing'), degraded: count('degraded'), notChecked: count('not-checked') },
  };
  console.log(`\n## ${scene}\n\n${renderReport(result, { columns: 110, style: PLAIN, home: '', all: true })}`);
}

function recordMany(cases: readonly Case[]): Promise<number> {
  return countOver(cases, SIDE_BY_SIDE, async (testCase) => {
    const stored = await recordCase(testCase);
    const complaints = [...checkBroken(testCase, await replayScene(stored.broken)), ...checkHealthy(testCase, await replayScene(stored.healthy))];
    for (const complaint of complaints) console.log(`${testCase.id}: NOT AS EXPECTED: ${complaint}`);
    writeEvidence(testCase.id, stored);
    return complaints.length;
  });
}
