import { join } from 'node:path';
import { readBytes } from '../io/files.ts';
import { appendPrivate } from '../io/write-file.ts';
import { readJournalLine, type JournalFile, type JournalLine } from './journal-line.ts';
import type { TreatContext } from './context.ts';

/** `unfinished`: the process ended in between; the files may be old or new. */
type FixState = 'applied' | 'unfinished' | 'undone' | 'failed';

/** A fix as the journal knows it. */
export interface JournalledFix {
  readonly id: string;
  readonly time: string;
  readonly title: string;
  readonly client: string;
  readonly server?: string;
  /** What makes the client notice an edit. */
  readonly reload: string;
  readonly files: readonly JournalFile[];
  readonly state: FixState;
}

/** A journal above this is cut by retention long before; a larger one is not ours. */
const JOURNAL_CAP_BYTES = 16 * 1024 * 1024;

export function journalPath({ stateFolder }: TreatContext): string {
  return join(stateFolder, 'journal.jsonl');
}

export function backupFolder({ stateFolder }: TreatContext): string {
  return join(stateFolder, 'backups');
}

/** All fixes, oldest first. Lines that a crash cut off are passed over. */
export async function readJournal(context: TreatContext): Promise<readonly JournalledFix[]> {
  const fixes = new Map<string, JournalledFix>();
  for (const line of (await readText(context)).split('\n')) {
    const read = readJournalLine(line);
    if (read === undefined) continue;
    if (read.event === 'begin') {
      const { event: _, v: __, ...fix } = read;
      fixes.set(read.id, { ...fix, state: 'unfinished' });
      continue;
    }
    const known = fixes.get(read.id);
    if (known !== undefined) fixes.set(read.id, { ...known, state: read.event === 'done' ? 'applied' : read.event });
  }
  return [...fixes.values()];
}

/** Returns when the line is on the disk. Rejects with the system's error. */
export async function appendJournal(line: JournalLine, context: TreatContext): Promise<void> {
  const text = await readText(context);
  // A line that a crash cut off must not swallow this one.
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  await appendPrivate(journalPath(context), `${start}${JSON.stringify(line)}\n`, context.write);
}

async function readText(context: TreatContext): Promise<string> {
  const read = await readBytes(journalPath(context), JOURNAL_CAP_BYTES);
  return read.ok ? new TextDecoder().decode(read.bytes) : '';
}
