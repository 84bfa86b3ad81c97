import { setTimeout as sleep } from 'node:timers/promises';
import { lookAt, readTail } from '../io/look-up.ts';

const STEP_CAP_BYTES = 1 << 20;

/**
 * Lines as they are appended to a file, from `startBytes` on, until the signal aborts. Polls: events of file systems come late
 * or not at all on network drives. A file that became shorter was begun anew.
 */
export async function* followLog(path: string, startBytes: number, signal: AbortSignal, everyMs: number = 500): AsyncIterable<readonly string[]> {
  let at = startBytes;
  let rest = '';
  while (!signal.aborted) {
    const { sizeBytes = at } = await lookAt(path);
    if (sizeBytes < at) {
      at = 0;
      rest = '';
    }
    if (sizeBytes > at) {
      const { bytes, offset } = await readTail(path, Math.min(sizeBytes - at, STEP_CAP_BYTES));
      const text = rest + bytes.toString('utf8');
      const lines = text.split('\n');
      rest = (lines.pop() ?? '').slice(-65_536);
      at = offset + bytes.length;
      if (lines.length > 0) yield lines;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
