import { makeFault } from './http-fault.ts';
import type { HttpFault, HttpPhase } from './http-fault.ts';

/** Clock and stop signal of one request; every phase below it ends when `stop` fires. */
export interface HttpWatch {
  readonly phasesMs: Record<string, number>;
  readonly stop: AbortSignal;
  /** Ms since the request began. */
  readonly elapsedMs: () => number;
  /** The fault to report when `stop` fired while this phase ran. */
  readonly stopFault: (phase: HttpPhase, waitingFor: string, address?: string) => HttpFault;
  readonly finish: () => void;
}

/** Starts the clock of one request. `finish` must be called, or the timer stays. */
export function startWatch(totalMs: number, signal: AbortSignal | undefined): HttpWatch {
  const startedAt = performance.now();
  const controller = new AbortController();
  let deadlinePassed = false;
  const timer = setTimeout(
    () => {
      deadlinePassed = true;
      controller.abort();
    },
    Math.max(0, totalMs),
  );
  // A caller may end a wait as its own limit: `abort(new DOMException('…', 'TimeoutError'))`.
  const onAbort = (): void => {
    deadlinePassed ||= signal?.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
    controller.abort();
  };
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    phasesMs: {},
    stop: controller.signal,
    elapsedMs: () => performance.now() - startedAt,
    stopFault: (phase, waitingFor, address) =>
      deadlinePassed
        ? makeFault(phase, codeOfLimit(phase, waitingFor), `no ${waitingFor} within ${Math.round(performance.now() - startedAt)} ms`, address)
        : makeFault(phase, 'ABORTED', `stopped while waiting for ${waitingFor}`, address),
    finish: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Runs `end` when the watch stops; returns the function that takes it back. */
export function onStop(watch: HttpWatch, end: () => void): () => void {
  if (watch.stop.aborted) {
    queueMicrotask(end);
    return () => undefined;
  }
  watch.stop.addEventListener('abort', end, { once: true });
  return () => watch.stop.removeEventListener('abort', end);
}

/** Notes how long a phase took, in ms with one decimal. */
export function notePhase(watch: HttpWatch, name: string, sinceMs: number): number {
  const now = watch.elapsedMs();
  watch.phasesMs[name] = roundMs(now - sinceMs);
  return now;
}

function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function codeOfLimit(phase: HttpPhase, waitingFor: string): string {
  if (phase !== 'timeout') return 'ETIMEDOUT';
  return waitingFor === 'end of the response' ? 'BODY_TIMEOUT' : 'HEADERS_TIMEOUT';
}
