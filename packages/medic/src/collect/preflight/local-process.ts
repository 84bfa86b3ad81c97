import { readProcessVariable } from '../../io/host-processes.ts';
import { readHostSystem } from '../../io/host.ts';
import { lookAt, readLinkTarget } from '../../io/look-up.ts';
import { findFamily } from '../../io/process-family.ts';
import { readLogEnd } from '../logs/read-log-end.ts';
import { collectPort } from '../port.ts';

/** The process on this machine that holds the port of a URL, and everything that descends from it. */
export interface LocalProcess {
  readonly pid: number;
  readonly name: string;
  readonly pids: readonly number[];
}

export interface LogFile {
  readonly path: string;
  readonly lines: readonly string[];
}

const LOG_CAP_BYTES = 64 * 1024;

/** Undefined when the port belongs to another user's process (a container's, say), or this is no Linux. */
export async function findLocalProcess(port: number): Promise<LocalProcess | undefined> {
  if (readHostSystem().platform !== 'linux') return undefined;
  const { holder } = await collectPort(port);
  if (holder === undefined) return undefined;
  return { ...holder, pids: [holder.pid, ...findFamily({ pid: holder.pid, marker: '' }).map(({ pid }) => pid)] };
}

/** Regular files that stdout and stderr of the process go to, with their last lines. */
export async function readProcessLogs({ pid }: LocalProcess): Promise<readonly LogFile[]> {
  const targets = await Promise.all([1, 2].map((fd) => readLinkTarget(`/proc/${pid}/fd/${fd}`)));
  const paths = [...new Set(targets.filter((path) => path?.startsWith('/') === true && !path.startsWith('/dev/')))] as string[];
  const files = await Promise.all(
    paths.map(async (path) => ((await lookAt(path)).type === 'file' ? [{ path, lines: (await readLogEnd(path, LOG_CAP_BYTES)).lines }] : [])),
  );
  return files.flat();
}

/** Whether a variable is set and not empty in the environment the process was started with. */
export async function hasVariable({ pid }: LocalProcess, name: string): Promise<boolean> {
  return ((await readProcessVariable(pid, name)) ?? '') !== '';
}
