/** Starts a monotonic clock and gives a function that tells the whole milliseconds since. */
export function startStopwatch(): () => number {
  const startedAt = performance.now();
  return () => Math.round(performance.now() - startedAt);
}
