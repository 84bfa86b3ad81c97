import { readdir, readFile, readlink } from 'node:fs/promises';

export interface Listener {
  readonly port: number;
  /** Short name of the program that holds the socket. */
  readonly program: string;
}

interface ListeningSocket {
  readonly port: number;
  readonly inode: string;
}

const LISTEN = '0A';
const MAX_LINES = 5000;
const MAX_PROCESSES = 1000;
const MAX_DESCRIPTORS = 20_000;

/**
 * Loopback ports held by this user's own, visible programs, in ascending order. What other users or containers listen on is not
 * ours to knock at. Only Linux tells it without starting a program; elsewhere the list is empty.
 */
export async function listListeners(): Promise<readonly Listener[]> {
  const uid = process.getuid?.();
  if (process.platform !== 'linux' || uid === undefined) return [];
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'latin1').catch(() => '')));
  const sockets = tables.flatMap((table) => parseListeners(table, uid));
  if (sockets.length === 0) return [];
  const holders = await findHolders(new Set(sockets.map(({ inode }) => `socket:[${inode}]`)));
  const byPort = new Map<number, string>();
  for (const { port, inode } of sockets) {
    const program = holders.get(`socket:[${inode}]`);
    if (program !== undefined) byPort.set(port, program);
  }
  return [...byPort].map(([port, program]) => ({ port, program })).toSorted((a, b) => a.port - b.port);
}

/** Sockets of a `/proc/net/tcp` table that listen on loopback or on every address and belong to `uid`. */
export function parseListeners(table: string, uid: number): readonly ListeningSocket[] {
  return table
    .split('\n', MAX_LINES)
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , owner, , inode = '0'] = line.trim().split(/\s+/);
      const [address = '', port = ''] = local.split(':');
      return state === LISTEN && Number(owner) === uid && isReachable(address) ? [{ port: Number.parseInt(port, 16), inode }] : [];
    });
}

/** The kernel prints addresses as hexadecimal 32-bit words in its own byte order: 127.0.0.1 is `0100007F`. */
function isReachable(hex: string): boolean {
  if (/^0+$/.test(hex)) return true;
  if (hex.length === 8) return hex.endsWith('7F');
  return hex === '00000000000000000000000001000000' || (hex.startsWith('0000000000000000FFFF0000') && hex.endsWith('7F'));
}

async function findHolders(wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const holders = new Map<string, string>();
  let looked = 0;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids.slice(-MAX_PROCESSES)) {
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      if (++looked > MAX_DESCRIPTORS || holders.size === wanted.size) return holders;
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (wanted.has(target)) holders.set(target, (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim());
    }
  }
  return holders;
}
