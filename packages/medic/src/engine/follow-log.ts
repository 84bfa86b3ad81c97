import { setTimeout as sleep } from 'node:timers/promises';
import { pickLines } from '../collect/logs/pick-lines.ts';
import { lookAt, readTail } from '../io/look-up.ts';
import { createRedactor } from '../redact/redactor.ts';

const STEP_CAP_BYTES = 1 << 20;

export interface FollowOptions {
  readonly startBytes: number;
  /** Only lines that name this server, and their indented continuations. */
  readonly server?: string;
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/**
 * Lines as they are appended to a file, redacted, until the signal aborts. Polls: events of file systems come late
 * or not at all on network drives. A file that became shorter was begun anew.
 */
export async function* followLog(path: string, { startBytes, server, signal, everyMs = 500 }: FollowOptions): AsyncIterable<readonly string[]> {
  const redactor = createRedactor([]);
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
      const picked = pickLines(lines, server).map(({ text: line }) => redactor.text(line));
      if (picked.length > 0) yield picked;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
