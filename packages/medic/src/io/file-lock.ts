import { readFile, stat, unlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { errnoOf, WRITE_STEPS } from './write-steps.ts';

/** A lock this old belongs to a run that cannot be under way any more: an edit takes milliseconds. */
const STALE_MS = 60_000;

/** Runs `work` while no other mcp-medic does the same under this lock. Rejects when the lock stays taken for `patienceMs`. */
export async function withLock<T>(path: string, work: () => Promise<T>, patienceMs: number = 5_000): Promise<T> {
  const deadline = Date.now() + patienceMs;
  while (!(await take(path))) {
    if (await isStale(path)) await unlink(path).catch(() => undefined);
    else if (Date.now() > deadline) throw new Error(`another mcp-medic is at work; if none is, delete ${path}`);
    else await wait(25);
  }
  try {
    return await work();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const handle = await WRITE_STEPS.createNew(path, 0o600);
    await handle.write(new TextEncoder().encode(String(process.pid)));
    await handle.close();
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    const pid = Number(await readFile(path, 'utf8'));
    return Date.now() - mtimeMs > STALE_MS || (Number.isInteger(pid) && pid > 0 && pid !== process.pid && !isAlive(pid));
  } catch {
    // Gone meanwhile: the next attempt takes it.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH';
  }
}
