// Speed and memory as ratios within one run, so that a slow machine does not look like a slow program:
// `--version` and `--help` against `node -e 0`; the doctor over 30 servers, one of which takes 5 s, against that one alone;
// a whole diagnosis of one server against a bare hand-written handshake; peak memory; packed size.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBed, STDIO_SERVER } from '../packages/testbed/src/bed.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'packages', 'medic', 'dist', 'bin.js');
spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--quiet'], { stdio: 'inherit' });

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
add('one diagnosed server against a bare handshake, CPU', probe.doctor / probe.handshake, 3, `${probe.doctor.toFixed(0)} / ${probe.handshake.toFixed(0)} ms, both with the server's own`);
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

async function measureProbe(): Promise<{ doctor: number; handshake: number }> {
  const bed = await buildBed({ files: { '.cursor/mcp.json': { mcpServers: { demo: { command: '{{node}}', args: ['{{server}}', 'ok'] } } } } });
  const script = join(bed.home, 'handshake.mjs');
  writeFileSync(script, HANDSHAKE);
  try {
    const doctor = await leastCpuMs([bin, '--home', bed.home, '--cwd', bed.project, '--client', 'cursor'], 8);
    const handshake = await leastCpuMs([script, STDIO_SERVER], 8);
    return { doctor, handshake };
  } finally {
    await bed.close();
  }
}

async function measureMany(): Promise<{ all: number; slowest: number; peakMb: number }> {
  const slow = { command: '{{node}}', args: ['{{server}}', 'delay', '5'] };
  const quick = Object.fromEntries(Array.from({ length: 29 }, (_, index) => [`quick${index}`, { command: '{{node}}', args: ['{{server}}', 'ok'] }]));
  const one = await buildBed({ files: { '.cursor/mcp.json': { mcpServers: { slow } } } });
  const thirty = await buildBed({ files: { '.cursor/mcp.json': { mcpServers: { ...quick, slow } } } });
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

const HANDSHAKE = `
import { spawn } from 'node:child_process';
const child = spawn(process.execPath, [process.argv[2], 'ok'], { stdio: ['pipe', 'pipe', 'ignore'] });
const send = (m) => child.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...m }) + '\\n');
let rest = '';
child.stdout.on('data', (chunk) => {
  rest += chunk;
  for (let end = rest.indexOf('\\n'); end !== -1; end = rest.indexOf('\\n')) {
    const { id } = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    if (id === 1) { send({ method: 'notifications/initialized' }); send({ id: 2, method: 'tools/list' }); }
    if (id === 2) child.stdin.end();
  }
});
send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bare', version: '1' } } });
`;
