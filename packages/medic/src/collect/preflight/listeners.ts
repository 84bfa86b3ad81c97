import { readHostSystem } from '../../io/host.ts';
import { readProcess } from '../../io/host-processes.ts';
import { listFolder, readHead, readLinkTarget } from '../../io/look-up.ts';
import type { ListenerFacts } from '../../model/index.ts';
import { parseListeningSockets } from '../port-tables.ts';

const TABLE_CAP_BYTES = 4 << 20;
const OPEN_FILES_CAP = 4096;

/** TCP ports that these processes listen on. Linux only: elsewhere it cannot be told without asking for rights. */
export async function listListenersOf(pids: readonly number[]): Promise<ListenerFacts['listeners']> {
  if (readHostSystem().platform !== 'linux') throw new Error('which ports a process has open can be seen on Linux only');
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readHeadOfTable(path)));
  const byInode = new Map(tables.flatMap((table) => parseListeningSockets(table)).map((socket) => [`socket:[${socket.inode}]`, socket]));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const targets = await Promise.all((await listFolder(`/proc/${pid}/fd`, OPEN_FILES_CAP)).map((fd) => readLinkTarget(`/proc/${pid}/fd/${fd}`)));
      const sockets = targets.flatMap((target) => byInode.get(target ?? '') ?? []);
      if (sockets.length === 0) return [];
      const program = (await readProcess(pid))?.name ?? 'unknown';
      return sockets.map(({ address, port }) => ({ address, port, program }));
    }),
  );
  const unique = new Map(found.flat().map((one) => [`${one.address} ${one.port}`, one]));
  return [...unique.values()].toSorted((a, b) => a.port - b.port);
}

async function readHeadOfTable(path: string): Promise<string> {
  return (await readHead(path, TABLE_CAP_BYTES)).toString('latin1');
}
