/** Resolves after so long, or when the run is stopped. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();
  });
}

/** What the work brings, or undefined when it takes longer than so long or the run is stopped. The work itself goes on. */
export async function within<T>(work: Promise<T>, ms: number, signal: AbortSignal | undefined): Promise<T | undefined> {
  const stop = new AbortController();
  const signals = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  try {
    return await Promise.race([work, pause(ms, signals).then(() => undefined)]);
  } finally {
    stop.abort();
  }
}
