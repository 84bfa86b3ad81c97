// Real servers from npm, all of them healthy: each must be called healthy over every transport it offers, with no finding
// above `hint`. Usage: npm run healthy [-- --folder DIR] [-- --only NAME]. Installs without install scripts; no login needed.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runDoctor } from '../packages/medic/src/engine/doctor.ts';
import type { Target } from '../packages/medic/src/engine/request.ts';
import type { ServerResult } from '../packages/medic/src/model/index.ts';
import { findServerFile, installServers, SERVERS, withRemote } from './real-servers.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, only: { type: 'string' } } });
const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'medic-servers-')));
const chosen = SERVERS.filter((server) => values.only === undefined || server.package.includes(values.only));
installServers(folder, chosen);

let bad = 0;
let runs = 0;
for (const server of chosen) {
  const file = findServerFile(folder, server);
  if (file === undefined) {
    report(server.package, 'stdio', 'is not installed', 1);
    continue;
  }
  const argv = [process.execPath, file, ...(server.args ?? [])];
  await examine(server.package, 'stdio', { kind: 'argv', argv }, server.env ?? {});
  for (const remote of server.remote ?? []) {
    await withRemote(server, file, remote, (url) => examine(server.package, remote.path, { kind: 'url', url }, {})).catch((error: unknown) =>
      report(server.package, remote.path, String(error), 1),
    );
  }
}
console.log(`\n${runs - bad} passed, ${bad} failed (${chosen.length} packages)`);
process.exitCode = bad === 0 ? 0 : 1;

async function examine(name: string, transport: string, target: Target, env: Readonly<Record<string, string>>): Promise<void> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  let result: ServerResult | undefined;
  for await (const event of runDoctor({
    roots: {
      home,
      project: home,
      platform: process.platform === 'darwin' ? 'darwin' : 'linux',
      env: { PATH: process.env['PATH'], HOME: home, ...env },
      isolated: true,
    },
    version: '0.0.0',
    targets: [target],
    isStatic: false,
    trustsProject: true,
    withSteps: false,
    patienceMs: 15_000,
  })) {
    if (event.type === 'server') result = event.result;
  }
  const findings = result?.findings.filter(({ severity }) => severity !== 'hint') ?? [];
  const hints = result?.findings.filter(({ severity }) => severity === 'hint') ?? [];
  const words =
    result?.verdict === 'healthy'
      ? `${result.connection?.protocolVersion ?? ''}, ${result.connection?.tools ?? 0} tools, ${Math.round(result.connection?.phasesMs['total'] ?? 0)} ms`
      : `${result?.diagnosis?.cause ?? ''}: ${result?.diagnosis?.why ?? ''}`;
  report(
    name,
    transport,
    `${result?.verdict ?? 'no result'} ${words}${[...findings, ...hints].map(({ rule, severity, message }) => `\n      ${severity} ${rule}: ${message}`).join('')}`,
    result?.verdict === 'healthy' && findings.length === 0 ? 0 : 1,
  );
}

function report(name: string, transport: string, words: string, failures: 0 | 1): void {
  runs += 1;
  bad += failures;
  console.log(`${failures === 0 ? 'ok  ' : 'FAIL'} ${name} ${transport}: ${words}`);
}
