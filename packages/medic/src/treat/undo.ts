import { dirname, join } from 'node:path';
import { withLock } from '../io/file-lock.ts';
import { readBytes } from '../io/files.ts';
import { makePrivateFolder } from '../io/state-folder.ts';
import { replaceFile } from '../io/write-file.ts';
import { errnoOf } from '../io/write-steps.ts';
import { takePlacesBack } from './changed-places.ts';
import type { TreatContext } from './context.ts';
import { digestOf } from './digest.ts';
import { inspectTarget } from './inspect-target.ts';
import { appendJournal, backupFolder, readJournal, type JournalledFix } from './journal.ts';
import type { JournalFile } from './journal-line.ts';
import { sayErrno } from './write-words.ts';

export type UndoEnd =
  | {
      readonly ok: true;
      readonly fix: JournalledFix;
      /** False when every file was as before already. */
      readonly changed: boolean;
      /** Paths of files in which later changes of others were kept. */
      readonly merged: readonly string[];
    }
  | { readonly ok: false; readonly reason: string; readonly known: boolean };

interface Restore {
  readonly file: JournalFile;
  /** Bytes to put back; `undefined` removes the file. */
  readonly bytes: Uint8Array | undefined;
  /** Digest of what is there now and gives way. */
  readonly now: string;
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Takes a fix back: every file gets the bytes it had. Looks at all of them before it touches one, and refuses when a file was
 * changed since; with `merges`, only what the fix changed is taken back in such a file, and what came later stays. Works on fixes
 * that a crash cut off. Never rejects.
 */
export async function undoFix(id: string, context: TreatContext, merges: boolean = false): Promise<UndoEnd> {
  try {
    await makePrivateFolder(context.stateFolder, context.write);
    return await withLock(join(context.stateFolder, 'lock'), () => undoLocked(id, context, merges));
  } catch (error) {
    const errno = errnoOf(error);
    return { ok: false, known: true, reason: errno === 'EUNKNOWN' ? (error instanceof Error ? error.message : String(error)) : sayErrno(errno) };
  }
}

async function undoLocked(id: string, context: TreatContext, merges: boolean): Promise<UndoEnd> {
  const fixes = await readJournal(context);
  const fix = fixes.find((one) => one.id === id);
  if (fix === undefined) return { ok: false, known: false, reason: `there is no applied fix "${id}"` };
  if (fix.state === 'undone') return { ok: false, known: true, reason: `the fix "${id}" was undone already` };
  const restores: Restore[] = [];
  for (const file of fix.files.toReversed()) {
    const restore = await planRestore(file, fix, fixes, context, merges);
    if (typeof restore === 'string') return { ok: false, known: true, reason: restore };
    if (restore !== undefined) restores.push(restore);
  }
  for (const restore of restores) {
    const obstacle = await putBack(restore, context);
    if (obstacle !== undefined) return { ok: false, known: true, reason: obstacle };
  }
  for (const { temporary, target } of fix.files) if (dirname(temporary) === dirname(target)) await context.write.remove(temporary).catch(() => undefined);
  await appendJournal({ v: 1, event: 'undone', id, time: context.now().toISOString() }, context);
  const merged = restores.filter(({ file, now }) => now !== file.after).map(({ file }) => file.path);
  return { ok: true, fix, changed: restores.length > 0, merged };
}

/** `undefined` when the file is as before already; a sentence when it cannot be put back. */
async function planRestore(
  file: JournalFile,
  fix: JournalledFix,
  fixes: readonly JournalledFix[],
  context: TreatContext,
  merges: boolean,
): Promise<Restore | string | undefined> {
  const { path, before, after, backup } = file;
  const target = await inspectTarget(path, file.fromProject, context);
  if (!target.ok) return target.reason;
  if (target.path !== file.target) return `${path} leads to another file than when it was edited: ${target.path}`;
  const { identity } = target;
  if (identity === undefined)
    return before === null ? undefined : `${path} is gone; its earlier content is kept in ${join(backupFolder(context), backup ?? '')}`;
  const read = await readBytes(target.path);
  if (!read.ok) return `${path} cannot be read (${read.reason})`;
  const now = digestOf(read.bytes);
  if (now === before) return undefined;
  if (now !== after && !(merges && file.places !== undefined)) return sayChanged(file, fix, fixes, context);
  const owner = context.look.uid === undefined ? {} : { owner: { uid: identity.uid, gid: identity.gid } };
  if (before === null || backup === null) return { file, bytes: undefined, now };
  const kept = await readBytes(join(backupFolder(context), backup));
  if (!kept.ok || digestOf(kept.bytes) !== before)
    return `the backup of ${path} is ${kept.ok ? 'damaged' : `not readable (${kept.reason})`}; nothing was changed`;
  if (now === after || file.format === undefined || file.places === undefined) return { file, bytes: kept.bytes, now, ...owner };
  const merged = await takePlacesBack(read.bytes, kept.bytes, file.format, file.places);
  return 'reason' in merged ? `${path}: ${merged.reason}, so nothing was touched` : { file, bytes: merged.bytes, now, ...owner };
}

function sayChanged({ path, backup, places }: JournalFile, fix: JournalledFix, fixes: readonly JournalledFix[], context: TreatContext): string {
  const later = fixes
    .slice(fixes.indexOf(fix) + 1)
    .findLast(({ state, files }) => (state === 'applied' || state === 'unfinished') && files.some((file) => file.path === path));
  if (later !== undefined) return `${path} was changed by a later fix; undo that one first: mcp-medic undo ${later.id}`;
  const merge = places === undefined ? '' : ` To take back only what the fix changed: mcp-medic undo ${fix.id} --merge`;
  const keptAt = backup === null ? '' : ` Its earlier content is kept in ${join(backupFolder(context), backup)}.`;
  return `${path} was changed after the fix, and undoing would lose that change, so nothing was touched.${keptAt}${merge}`;
}

async function putBack({ file, bytes, now, owner }: Restore, { write }: TreatContext): Promise<string | undefined> {
  const { path, target, temporary, mode } = file;
  if (bytes === undefined) {
    try {
      await write.remove(target);
      return undefined;
    } catch (error) {
      return `${path} was not removed: ${sayErrno(errnoOf(error))}`;
    }
  }
  // A crash may have left a file of that name; it is ours by its name.
  await write.remove(temporary).catch(() => undefined);
  const check = async (): Promise<string | undefined> => {
    const read = await readBytes(target);
    return read.ok && digestOf(read.bytes) === now ? undefined : `${path} was changed meanwhile; it was left as it is`;
  };
  const end = await replaceFile({ path: target, temporary, isResolved: true, bytes, mode, ...(owner === undefined ? {} : { owner }), check }, write);
  if (end.ok) return undefined;
  return end.isErrno ? `${path} was not written: ${sayErrno(end.reason)}` : end.reason;
}
