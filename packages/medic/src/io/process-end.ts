import { findFamily, keepAlive } from './process-family.ts';
import { listProcesses, type ProcessRow } from './process-list.ts';
import { signalProcess, signalTree } from './process-registry.ts';
import type { RunningProcess } from './process.ts';

export interface EndLimits {
  /** How long the process may take to exit after its standard input was closed. */
  readonly eofMs: number;
  /** How long after SIGTERM. */
  readonly termMs: number;
  readonly signal?: AbortSignal;
}

export interface EndFacts {
  readonly exitedOnEof: boolean;
  readonly ms: number;
  readonly killedWith?: 'SIGTERM' | 'SIGKILL';
  /** Processes that outlived the started one, all ended by us. */
  readonly orphans: number;
}

const AFTER_KILL_MS = 2_000;
/** Members of a family end within milliseconds of each other; only what stays longer is an orphan. */
const ORPHAN_GRACE_MS = 300;
const POLL_MS = 20;

/** Ends a process and everything below it: end of input, SIGTERM to the group, SIGKILL, then a sweep for survivors. */
export async function endProcess(running: RunningProcess, limits: EndLimits): Promise<EndFacts> {
  const startedAt = performance.now();
  const seen = findFamily(running.root);
  const exitedBefore = running.exit() !== undefined;
  running.endInput();
  let killedWith: EndFacts['killedWith'];
  if (!(await exitsWithin(running, limits.eofMs, limits.signal))) {
    killedWith = 'SIGTERM';
    signalTree(running.root, 'SIGTERM');
    if (!(await exitsWithin(running, limits.termMs, limits.signal))) {
      killedWith = 'SIGKILL';
      signalTree(running.root, 'SIGKILL');
      await exitsWithin(running, AFTER_KILL_MS);
    }
  }
  const orphans = await sweep(running, seen, limits.signal?.aborted === true ? 0 : ORPHAN_GRACE_MS);
  running.release();
  const ms = Math.round(performance.now() - startedAt);
  return { exitedOnEof: killedWith === undefined && !exitedBefore, ms, orphans, ...(killedWith === undefined ? {} : { killedWith }) };
}

async function exitsWithin(running: RunningProcess, limitMs: number, signal?: AbortSignal): Promise<boolean> {
  if (running.exit() !== undefined) return true;
  if (limitMs <= 0 || signal?.aborted === true) return false;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const given = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
    onAbort = resolve;
    signal?.addEventListener('abort', onAbort);
  });
  await Promise.race([running.exited, given]);
  clearTimeout(timer);
  if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
  return running.exit() !== undefined;
}

/** Waits a moment for the rest of the family, then kills it. Answers how many had to be killed. */
async function sweep(running: RunningProcess, seen: readonly ProcessRow[], graceMs: number): Promise<number> {
  const until = performance.now() + graceMs;
  let survivors = findSurvivors(running, seen);
  while (survivors.length > 0 && performance.now() < until) {
    await pause(POLL_MS);
    survivors = findSurvivors(running, seen);
  }
  const killed = new Set<number>();
  // Several passes: a survivor may have forked between the listing and the signal.
  for (let pass = 0; pass < 10 && survivors.length > 0; pass += 1) {
    signalTree(running.root, 'SIGKILL');
    for (const row of survivors) {
      signalProcess(row, 'SIGKILL');
      killed.add(row.pid);
    }
    await pause(POLL_MS);
    survivors = findSurvivors(running, [...seen, ...survivors]);
  }
  return killed.size;
}

function findSurvivors(running: RunningProcess, seen: readonly ProcessRow[]): readonly ProcessRow[] {
  const rows = listProcesses(running.root.older);
  const family = findFamily(running.root, rows);
  const known = new Set(family.map((row) => row.pid));
  return [...family, ...keepAlive(seen, rows).filter((row) => !known.has(row.pid))];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
