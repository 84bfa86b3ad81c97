// Speed and memory as ratios within one run, so that a slow machine does not look like a slow program:
// `--version` and `--help` against `node -e 0`; the doctor over 30 servers, one of which takes 5 s, against that one alone;
// one probe of a stdio server against a bare hand-written handshake; peak memory; packed size. Linux only.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findClient } from '../packages/medic/src/clients/index.ts';
import { openStdioSession } from '../packages/medic/src/collect/stdio/open-session.ts';
import type { StdioPlan } from '../packages/medic/src/model/index.ts';
import { createRedactor } from '../packages/medic/src/redact/redactor.ts';
import { buildBed, STDIO_SERVER } from '../packages/testbed/src/bed.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'packages', 'medic', 'dist', 'bin.js');
if (spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--quiet'], { stdio: 'inherit' }).status !== 0) process.exit(1);

const rows: { name: string; value: string; budget: string; ok: boolean }[] = [];
const add = (name: string, ratio: number, limit: number, detail: string): void => {
  rows.push({ name, value: `${ratio.toFixed(2)} (${detail})`, budget: `<= ${limit}`, ok: ratio <= limit });
};

const bare = await leastCpuMs(['-e', '0']);
for (const flag of ['--version', '--help']) {
  const own = await leastCpuMs([bin, flag]);
  add(`${flag} against node -e 0, CPU`, own / bare, 1.25, `${own.toFixed(0)} / ${bare.toFixed(0)} ms`);
}

const probe = await measureProbe();
add(
  'one probe against a bare handshake, CPU with the server',
  probe.probe / probe.handshake,
  1.2,
  `${probe.probe.toFixed(0)} / ${probe.handshake.toFixed(0)} ms`,
);
const many = await measureMany();
add('30 servers against the one that takes 5 s, wall', many.all / many.slowest, 1.2, `${many.all.toFixed(0)} / ${many.slowest.toFixed(0)} ms`);
rows.push({ name: 'peak memory over 30 servers', value: `${many.peakMb.toFixed(0)} MB`, budget: '<= 300 MB', ok: many.peakMb <= 300 });
const packedKb = packedSizeKb();
rows.push({ name: 'packed size', value: `${packedKb.toFixed(0)} kB`, budget: '<= 400 kB', ok: packedKb <= 400 });

for (const { name, value, budget, ok } of rows) console.log(`${ok ? 'ok  ' : 'OVER'} ${name}: ${value}, budget ${budget}`);
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;

interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

/** Runs Node and reads what it used from the system: user and system time, children that were waited for included. */
function measure(args: readonly string[]): Promise<Usage> {
  const report = join(mkdtempSync(join(tmpdir(), 'medic-bench-')), 'usage.json');
  const hook = `process.on('exit',()=>{const u=process.resourceUsage();require('fs').writeFileSync(${JSON.stringify(report)},JSON.stringify({cpuMs:(u.userCPUTime+u.systemCPUTime)/1000,peakMb:u.maxRSS/1024}))})`;
  const preload = `${report}.cjs`;
  writeFileSync(preload, hook);
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--require', preload, ...args], { stdio: ['ignore', 'ignore', 'ignore'] });
    child.on('close', () => {
      const wallMs = performance.now() - started;
      const { cpuMs, peakMb } = JSON.parse(readFileSync(report, 'utf8')) as { cpuMs: number; peakMb: number };
      rmSync(dirname(report), { recursive: true, force: true });
      resolve({ cpuMs, peakMb, wallMs });
    });
  });
}

/** The least of many runs: what the program needs, without what else the machine did. */
async function leastCpuMs(args: readonly string[], runs: number = 20): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) least = Math.min(least, (await measure(args)).cpuMs);
  return least;
}

/** Mean CPU of one connection, our own and the server's, over sequential runs in one process that is warm. */
async function measureProbe(): Promise<{ probe: number; handshake: number }> {
  const client = findClient('cursor');
  const env = { PATH: process.env['PATH'] ?? '' };
  const plan: StdioPlan = {
    transport: 'stdio',
    command: process.execPath,
    args: [STDIO_SERVER, 'ok'],
    env,
    cwd: root,
    searchPath: [],
    searchedFrom: 'bench',
    limitMs: 30_000,
  };
  const probe = (): Promise<unknown> => openStdioSession(plan, client, createRedactor([]), { patienceMs: 0 });
  return { probe: await meanCpuMs(probe), handshake: await meanCpuMs(() => bareHandshake(plan)) };
}

async function meanCpuMs(work: () => Promise<unknown>, runs: number = 20): Promise<number> {
  for (let run = 0; run < 5; run += 1) await work();
  const before = cpuMsWithChildren();
  for (let run = 0; run < runs; run += 1) await work();
  return (cpuMsWithChildren() - before) / runs;
}

/** CPU of this process and of children it has waited for, from /proc: Node itself tells only its own. */
function cpuMsWithChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks * 10;
}

/** A client of a few lines: what connecting costs without any looking. */
function bareHandshake({ command, args, env }: StdioPlan): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
    const send = (message: object): boolean => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      rest += chunk.toString();
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
        const { id } = JSON.parse(rest.slice(0, end)) as { id: number };
        rest = rest.slice(end + 1);
        if (id === 1) {
          send({ method: 'notifications/initialized' });
          send({ id: 2, method: 'tools/list' });
        } else child.stdin.end();
      }
    });
    child.on('close', () => resolve());
    send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bare', version: '1' } } });
  });
}

async function measureMany(): Promise<{ all: number; slowest: number; peakMb: number }> {
  const slow = { command: '{{node}}', args: ['{{server}}', 'delay', '5'] };
  const quick = Object.fromEntries(Array.from({ length: 29 }, (_, index) => [`quick${index}`, { command: '{{node}}', args: ['{{server}}', 'ok'] }]));
  const one = await buildBed({ files: { '.cursor/mcp.json': { mcpServers: { slow } } } });
  // In the middle of the others: first it would start before them, last after all of them.
  const [before, after] = [Object.fromEntries(Object.entries(quick).slice(0, 15)), Object.fromEntries(Object.entries(quick).slice(15))];
  const thirty = await buildBed({ files: { '.cursor/mcp.json': { mcpServers: { ...before, slow, ...after } } } });
  const args = ({ home, project }: { home: string; project: string }): string[] => [bin, '--home', home, '--cwd', project, '--client', 'cursor'];
  try {
    const slowest = await measure(args(one));
    const all = await measure(args(thirty));
    return { all: all.wallMs, slowest: slowest.wallMs, peakMb: all.peakMb };
  } finally {
    await Promise.all([one.close(), thirty.close()]);
  }
}

function packedSizeKb(): number {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--loglevel=silent'], { cwd: join(root, 'packages', 'medic'), encoding: 'utf8' });
  const packed: unknown = JSON.parse(stdout);
  const [first] = Array.isArray(packed) ? packed : Object.values(packed as Record<string, unknown>);
  return ((first as { size?: number } | undefined)?.size ?? 0) / 1024;
}
