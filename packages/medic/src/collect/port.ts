import { findFreePort } from '../io/free-port.ts';
import { readHostSystem } from '../io/host.ts';
import { listPids, readProcess } from '../io/host-processes.ts';
import { listFolder, readHead, readLinkTarget } from '../io/look-up.ts';
import { runTool } from '../io/run-tool.ts';
import type { PortFacts } from '../model/index.ts';
import { parseListeningSockets, parseLsof, parseNetstat, parseTasklist } from './port-tables.ts';

const LIMIT_MS = 3000;
const TABLE_CAP_BYTES = 4 << 20;
const OPEN_FILES_CAP = 4096;

/** Who listens on a TCP port of this machine. No `addresses`: nobody. `holder` absent: it belongs to another user. */
export async function collectPort(port: number): Promise<PortFacts> {
  const facts = await askSystem(port);
  if (facts.addresses.length === 0) return facts;
  const freeAbove = await findFreePort(port + 1);
  return freeAbove === undefined ? facts : { ...facts, freeAbove };
}

function askSystem(port: number): Promise<PortFacts> {
  const { platform } = readHostSystem();
  if (platform === 'linux') return askProc(port);
  return platform === 'darwin' ? askLsof(port) : askNetstat(port);
}

async function askProc(port: number): Promise<PortFacts> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readHead(path, TABLE_CAP_BYTES)));
  const sockets = tables.flatMap((table) => parseListeningSockets(table.toString('latin1'), port));
  const addresses = [...new Set(sockets.map((socket) => socket.address))];
  if (sockets.length === 0) return { port, addresses };
  const holder = await findHolder(new Set(sockets.map((socket) => `socket:[${socket.inode}]`)));
  return { port, ...(holder === undefined ? {} : { holder }), addresses };
}

async function findHolder(links: ReadonlySet<string>): Promise<PortFacts['holder']> {
  const deadline = performance.now() + LIMIT_MS;
  for (const pid of (await listPids(undefined)).toReversed()) {
    if (performance.now() > deadline) return undefined;
    const targets = await Promise.all((await listFolder(`/proc/${pid}/fd`, OPEN_FILES_CAP)).map((fd) => readLinkTarget(`/proc/${pid}/fd/${fd}`)));
    if (!targets.some((target) => target !== undefined && links.has(target))) continue;
    return { pid, name: (await readProcess(pid))?.name ?? 'unknown' };
  }
  return undefined;
}

async function askLsof(port: number): Promise<PortFacts> {
  const run = await runTool('/usr/sbin/lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-F', 'pcn'], { timeoutMs: LIMIT_MS });
  return { port, ...(run.state === 'ended' ? parseLsof(run.stdout) : { addresses: [] }) };
}

async function askNetstat(port: number): Promise<PortFacts> {
  const run = await runTool('netstat.exe', ['-ano', '-p', 'TCP'], { timeoutMs: LIMIT_MS, capBytes: TABLE_CAP_BYTES });
  const run6 = await runTool('netstat.exe', ['-ano', '-p', 'TCPv6'], { timeoutMs: LIMIT_MS, capBytes: TABLE_CAP_BYTES });
  const found = [run, run6].flatMap((one) => (one.state === 'ended' ? parseNetstat(one.stdout, port) : []));
  const addresses = [...new Set(found.map((item) => item.address))];
  const pid = found[0]?.pid;
  if (pid === undefined) return { port, addresses };
  const names = await runTool('tasklist.exe', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { timeoutMs: LIMIT_MS });
  return { port, holder: { pid, name: (names.state === 'ended' ? parseTasklist(names.stdout) : undefined) ?? 'unknown' }, addresses };
}
