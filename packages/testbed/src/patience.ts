import { execFile } from 'node:child_process';
import type { Case } from './case.ts';

const QUIET_MS = 1500;
/** A server that loads a little code and answers takes a few times as long as a Node that does nothing. */
const STARTS = 10;
const STALE_MS = 15_000;

let last: { readonly atMs: number; readonly startMs: Promise<number> } | undefined;

/**
 * How long to wait beyond the limit of a case's client. What has to be seen there was written by a process that has just been
 * started, and how long that takes is for the machine to say: on a busy one many times as long as on a quiet one.
 */
export async function patienceOf({ patienceMs = QUIET_MS }: Pick<Case, 'patienceMs'>): Promise<number> {
  if (last === undefined || performance.now() - last.atMs > STALE_MS) last = { atMs: performance.now(), startMs: measureStart() };
  return Math.max(patienceMs, Math.round(STARTS * (await last.startMs)));
}

/** How long Node takes to start and end here and now, in ms. */
async function measureStart(): Promise<number> {
  const startedMs = performance.now();
  await new Promise((done) => execFile(process.execPath, ['-e', '0'], done));
  return performance.now() - startedMs;
}
