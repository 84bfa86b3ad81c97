import { join } from 'node:path';
import { replaceFile } from '../io/write-file.ts';
import type { TreatContext } from './context.ts';
import { backupFolder, journalPath, readJournal, type JournalledFix } from './journal.ts';
import type { JournalLine } from './journal-line.ts';

/** Fixes that can be taken back; older ones are forgotten with their backups. */
const KEPT_FIXES = 50;

/** Forgets the oldest finished fixes. What a crash left half done stays until somebody undoes it. */
export async function pruneJournal(context: TreatContext, kept: number = KEPT_FIXES): Promise<void> {
  const fixes = await readJournal(context);
  const old = new Set(fixes.slice(0, Math.max(0, fixes.length - kept)).filter(({ state }) => state !== 'unfinished'));
  if (old.size === 0) return;
  const lines = fixes.filter((fix) => !old.has(fix)).flatMap(linesOf);
  const path = journalPath(context);
  const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  // Backups go last: a journal that names a missing one refuses kindly, a backup nobody names would stay for ever.
  const end = await replaceFile({ path, temporary: `${path}.${process.pid}.tmp`, bytes, mode: 0o600 }, context.write);
  if (!end.ok) return;
  for (const { files } of old)
    for (const { backup } of files) if (backup !== null) await context.write.remove(join(backupFolder(context), backup)).catch(() => undefined);
}

function linesOf({ state, ...fix }: JournalledFix): readonly JournalLine[] {
  const begin: JournalLine = { v: 1, event: 'begin', ...fix };
  const { id, time } = fix;
  return state === 'unfinished' ? [begin] : [begin, { v: 1, event: state === 'applied' ? 'done' : state, id, time }];
}
