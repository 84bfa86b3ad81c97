// Real servers from npm, verified over every transport they offer. Prints each failure and warning with the bytes it rests on, so
// that a person can judge whether it is true. Usage: npm run verify-servers [-- --folder DIR] [-- --only NAME] [-- --json FILE].
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findTarget } from '../packages/medic/src/engine/find-target.ts';
import type { Target } from '../packages/medic/src/engine/request.ts';
import { runVerify } from '../packages/medic/src/engine/verify/run-verify.ts';
import type { CheckResult, Roots, VerifyResult } from '../packages/medic/src/model/index.ts';
import { findServerFile, installServers, SERVERS, versionOf, withRemote, type RealServer } from './real-servers.ts';

interface Row {
  readonly server: string;
  readonly version: string;
  readonly transport: string;
  readonly result: VerifyResult;
}

const { values } = parseArgs({ options: { folder: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' } } });
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-servers-')));
const chosen = SERVERS.filter((server) => values.only === undefined || new RegExp(values.only).test(server.package));
installServers(folder, chosen);
const home = join(folder, 'home');
mkdirSync(home, { recursive: true });

const rows: Row[] = [];
let broken = 0;
for (const server of chosen) {
  const name = server.package;
  const file = findServerFile(folder, server);
  if (file === undefined) {
    tellBroken(name, 'is not installed');
    continue;
  }
  await verify(server, 'stdio', { kind: 'argv', argv: [process.execPath, file, ...(server.args ?? [])] }, server.env);
  for (const remote of server.remote ?? []) {
    const transport = remote.path === '/sse' ? 'sse' : 'http';
    await withRemote(server, file, remote, (url) => verify(server, transport, { kind: 'url', url }, {})).catch((error: unknown) =>
      tellBroken(`${name} ${transport}`, String(error)),
    );
  }
}
printTotals();
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 1)}\n`);
process.exitCode = broken === 0 ? 0 : 1;

async function verify(server: RealServer, transport: string, target: Target, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const platform = process.platform === 'darwin' ? 'darwin' : 'linux';
  const roots: Roots = { home, project: home, platform, env: { PATH: process.env['PATH'], HOME: home, ...env }, isolated: true };
  const { found } = await findTarget(target, roots, {});
  for await (const event of runVerify({ found, target: server.package, roots, version: '0.0.0', allowsCalls: false })) {
    if (event.type !== 'done') continue;
    const row = { server: server.package, version: versionOf(folder, server), transport, result: event.result };
    rows.push(row);
    print(row);
  }
}

function print({ server, version, transport, result: { checks, era, revisions, summary, durationMs } }: Row): void {
  const { pass, fail, warn, notApplicable, notTested } = summary;
  const seconds = (durationMs / 1000).toFixed(1);
  console.log(
    `${server} ${version} ${transport}: ${era} ${revisions.join(' ')}; ${pass} pass, ${fail} fail, ${warn} warn, ${notApplicable} not applicable, ${notTested} not tested; ${seconds} s`,
  );
  for (const check of checks) if (isAgainst(check)) console.log(describe(check));
}

function describe({ status, id, title, evidence }: CheckResult): string {
  return [`  ${status} ${id}: ${title}`, ...evidence.map(({ what, quote }) => `      ${what}: ${quote ?? ''}`)].join('\n');
}

function isAgainst({ status }: CheckResult): boolean {
  return status === 'fail' || status === 'warn';
}

/** How many of the runs each check spoke against: what nearly every healthy server gets is noise. */
function printTotals(): void {
  const against = new Map<string, string[]>();
  for (const { server, transport, result } of rows) {
    for (const { status, id } of result.checks.filter(isAgainst)) {
      const key = `${status} ${id}`;
      against.set(key, [...(against.get(key) ?? []), `${server} ${transport}`]);
    }
  }
  console.log(`\n${rows.length} runs, ${chosen.length} packages, ${broken} not run`);
  for (const [key, where] of [...against].toSorted((a, b) => b[1].length - a[1].length)) console.log(`${String(where.length).padStart(4)}  ${key}`);
}

function tellBroken(what: string, why: string): void {
  broken += 1;
  console.log(`NOT RUN ${what}: ${why}`);
}
