import type { Redactor, TranscriptEntry } from '../../model/index.ts';
import { createWire, type Wire } from './wire.ts';

export interface Recorder {
  /** Ms since the run began, one decimal. */
  readonly clock: () => number;
  readonly redactor: Redactor;
  readonly wire: Wire;
  /** Number for a new process or session. */
  readonly nextPeer: () => number;
  readonly note: (probe: string, peer: number, dir: TranscriptEntry['dir'], text: string) => void;
  readonly entries: readonly TranscriptEntry[];
}

const MAX_ENTRIES = 4_000;
const MAX_CHARS = 4_000;

/** Keeps what went over the wire, redacted and cut: 4,000 entries of 4,000 characters. */
export function createRecorder(redactor: Redactor): Recorder {
  const startedAt = performance.now();
  const entries: TranscriptEntry[] = [];
  const clock = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  let peers = 0;
  return {
    clock,
    redactor,
    wire: createWire(),
    nextPeer: () => (peers += 1),
    note: (probe, peer, dir, text) => {
      if (entries.length >= MAX_ENTRIES) return;
      // Cut before redacting only far beyond what is kept: a secret must not slip through because it was cut in two.
      const safe = redactor.text(text.slice(0, MAX_CHARS * 4));
      entries.push({ probe, peer, dir, atMs: clock(), text: safe.length > MAX_CHARS ? `${safe.slice(0, MAX_CHARS)}…` : safe });
    },
    entries,
  };
}
