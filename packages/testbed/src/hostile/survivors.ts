import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Survivor {
  readonly pid: number;
  readonly command: string;
}

const GRACE_MS = 1000;
const POLL_MS = 50;

/** Processes with `marker` in their environment, given a moment to be reaped. Linux only; elsewhere nothing can be seen. */
export async function waitForSurvivors(marker: string): Promise<readonly Survivor[]> {
  const until = performance.now() + GRACE_MS;
  let found = findSurvivors(marker);
  while (found.length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    found = findSurvivors(marker);
  }
  return found;
}

/** The same, right now. */
export function findSurvivors(marker: string): readonly Survivor[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      if (!read(`/proc/${name}/environ`).includes(marker)) return [];
      return [{ pid: Number(name), command: read(`/proc/${name}/cmdline`).replaceAll('\u0000', ' ').trim() }];
    });
}

/** A process may end while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
