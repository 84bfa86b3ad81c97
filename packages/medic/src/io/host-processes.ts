import { readFile, readdir, stat } from 'node:fs/promises';

/** A process as Linux shows it under /proc. */
export interface ProcProcess {
  readonly pid: number;
  /** Name the kernel keeps, at most 15 characters. */
  readonly name: string;
  readonly argv: readonly string[];
  /** Ms since the epoch; undefined when the kernel did not tell. */
  readonly startedMs: number | undefined;
}

const ARGV_CAP = 8192;

/** Process ids, at most `cap`, of this user only when `uid` is given. Empty where there is no /proc. */
export async function listPids(uid: number | undefined, cap: number = 5000): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid > 0);
  if (uid === undefined) return pids.slice(0, cap);
  const owned = await Promise.all(
    pids.slice(0, cap).map(async (pid) => {
      const found = await stat(`/proc/${pid}`).catch(() => undefined);
      return found?.uid === uid ? pid : undefined;
    }),
  );
  return owned.filter((pid) => pid !== undefined);
}

/** Undefined when the process is gone or hidden. */
export async function readProcess(pid: number): Promise<ProcProcess | undefined> {
  try {
    const [statText, commandLine, uptime] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
      readFile('/proc/uptime', 'utf8').catch(() => ''),
    ]);
    const argv = commandLine.slice(0, ARGV_CAP).replace(/\0$/, '').split('\0');
    return { pid, name: readName(statText), argv: commandLine === '' ? [] : argv, startedMs: readStart(statText, uptime) };
  } catch {
    return undefined;
  }
}

/** One variable of a process's first environment; undefined when unset or not readable. */
export async function readProcessVariable(pid: number, name: string): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const line = text.split('\0').find((item) => item.startsWith(`${name}=`));
  return line?.slice(name.length + 1);
}

function readName(statText: string): string {
  return statText.slice(statText.indexOf('(') + 1, statText.lastIndexOf(')'));
}

// Field 22 counts ticks of 1/100 s since boot; USER_HZ is 100 on every Linux that Node supports.
function readStart(statText: string, uptime: string): number | undefined {
  const ticks = Number(statText.slice(statText.lastIndexOf(')') + 2).split(' ')[19]);
  const upSeconds = Number(uptime.split(' ')[0]);
  if (!Number.isFinite(ticks) || !Number.isFinite(upSeconds) || upSeconds === 0) return undefined;
  return Math.round(Date.now() - upSeconds * 1000 + ticks * 10);
}
