import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { withLock } from '../io/file-lock.ts';
import { readBytes } from '../io/files.ts';
import { makePrivateFolder } from '../io/state-folder.ts';
import { replaceFile, writePrivate } from '../io/write-file.ts';
import { errnoOf } from '../io/write-steps.ts';
import { encodeText } from '../text/decode.ts';
import { listChangedPlaces } from './changed-places.ts';
import type { TreatContext } from './context.ts';
import { digestOf } from './digest.ts';
import { inspectTarget } from './inspect-target.ts';
import { appendJournal, backupFolder } from './journal.ts';
import type { JournalFile } from './journal-line.ts';
import type { FileChange } from './plan-fix.ts';
import { pruneJournal } from './retention.ts';
import { sayErrno } from './write-words.ts';

/** What the journal says of a fix; secrets replaced by the caller. */
export interface FixNote {
  readonly title: string;
  readonly client: string;
  readonly server?: string;
  readonly reload: string;
}

/** `id` is what `undo` takes. On refusal every file is as it was. */
export type ApplyEnd = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly reason: string };

interface Prepared {
  readonly file: JournalFile;
  readonly old: Uint8Array | undefined;
  readonly fresh: Uint8Array;
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Permission bits of the fresh file; `file.mode` is what undoing gives back. */
  readonly freshMode: number;
}

/**
 * Writes a planned fix: backup and journal first, then each file in one step. Refuses when a file is not as it was read, or is
 * not the user's own plain file. Never rejects.
 */
export async function applyFix(changes: readonly FileChange[], note: FixNote, context: TreatContext): Promise<ApplyEnd> {
  try {
    await makePrivateFolder(context.stateFolder, context.write);
    await makePrivateFolder(backupFolder(context), context.write);
    return await withLock(join(context.stateFolder, 'lock'), () => applyLocked(changes, note, context));
  } catch (error) {
    return { ok: false, reason: sayFailure(error) };
  }
}

async function applyLocked(changes: readonly FileChange[], note: FixNote, context: TreatContext): Promise<ApplyEnd> {
  const id = makeId(context.now());
  const prepared: Prepared[] = [];
  for (const [index, change] of changes.entries()) {
    const ready = await prepare(change, `${id}-${index}`, context);
    if ('reason' in ready) return { ok: false, reason: ready.reason };
    prepared.push(ready);
  }
  for (const { file, old } of prepared)
    if (file.backup !== null && old !== undefined) await writePrivate(join(backupFolder(context), file.backup), old, context.write);
  await appendJournal({ v: 1, event: 'begin', id, time: context.now().toISOString(), ...note, files: prepared.map(({ file }) => file) }, context);

  for (const [index, one] of prepared.entries()) {
    const obstacle = await putInPlace(one, context);
    if (obstacle === undefined) continue;
    for (const done of prepared.slice(0, index).toReversed()) await putBack(done, context);
    await appendJournal({ v: 1, event: 'failed', id, time: context.now().toISOString() }, context);
    return { ok: false, reason: obstacle };
  }
  // The files stand; without this line the fix can be undone all the same.
  await appendJournal({ v: 1, event: 'done', id, time: context.now().toISOString() }, context).catch(() => undefined);
  await pruneJournal(context).catch(() => undefined);
  return { ok: true, id };
}

async function prepare(
  { path, format, before, after, was, becomes, sha256, fromProject, mode: wantedMode }: FileChange,
  name: string,
  context: TreatContext,
): Promise<Prepared | { readonly reason: string }> {
  if (was.encoding === 'invalid-utf-8') return { reason: `${path} holds bytes that are no UTF-8 and would be lost` };
  const target = await inspectTarget(path, fromProject, context);
  if (!target.ok) return target;
  const { identity } = target;
  const fresh = encodeText(after, becomes);
  const temporary = join(dirname(target.path), `.${basename(target.path)}.${name}.tmp`);
  const common = { path, target: target.path, fromProject, after: digestOf(fresh), temporary } as const;
  if (identity === undefined) {
    if (sha256 !== undefined) return { reason: changedWords(path) };
    return { file: { ...common, before: null, backup: null, mode: wantedMode ?? 0o600 }, old: undefined, fresh, freshMode: wantedMode ?? 0o600 };
  }
  const read = await readBytes(target.path);
  if (!read.ok) return { reason: `${path} cannot be read (${read.reason})` };
  const digest = digestOf(read.bytes);
  if (digest !== sha256) return { reason: changedWords(path) };
  if (digestOf(encodeText(before, was)) !== digest) return { reason: `${path} holds bytes that are no text and would be lost` };
  const { uid, gid, mode } = identity;
  const places = await listChangedPlaces(before, after, format);
  return {
    file: { ...common, before: digest, backup: name, mode, ...(places === undefined ? {} : { format, places }) },
    old: read.bytes,
    fresh,
    freshMode: wantedMode ?? mode,
    ...(context.look.uid === undefined ? {} : { owner: { uid, gid } }),
  };
}

/** The reason when it could not be done. */
async function putInPlace({ file, fresh, freshMode, owner }: Prepared, context: TreatContext): Promise<string | undefined> {
  const { target, temporary, before, path } = file;
  // Another user's umask is no matter: a folder for a client's settings is for its owner.
  if (before === null) await context.write.makeFolder(dirname(target), 0o700);
  const end = await replaceFile(
    {
      path: target,
      temporary,
      isResolved: true,
      bytes: fresh,
      mode: freshMode,
      ...(owner === undefined ? {} : { owner }),
      check: () => whyChanged(file, context),
    },
    context.write,
  );
  if (end.ok) return undefined;
  return end.isErrno ? `${path} was not written: ${sayErrno(end.reason)}` : end.reason;
}

/** Somebody may have saved the file while ours was being written. */
async function whyChanged({ path, target, before }: JournalFile, context: TreatContext): Promise<string | undefined> {
  if (before === null) return 'errno' in (await context.look.identify(target)) ? undefined : changedWords(path);
  const read = await readBytes(target);
  return read.ok && digestOf(read.bytes) === before ? undefined : changedWords(path);
}

async function putBack({ file, old, owner }: Prepared, { write }: TreatContext): Promise<void> {
  if (old === undefined) await write.remove(file.target).catch(() => undefined);
  else
    await replaceFile(
      { path: file.target, temporary: file.temporary, isResolved: true, bytes: old, mode: file.mode, ...(owner === undefined ? {} : { owner }) },
      write,
    );
}

function changedWords(path: string): string {
  return `${path} was changed after mcp-medic had read it; nothing was written`;
}

function sayFailure(error: unknown): string {
  const errno = errnoOf(error);
  const what = errno === 'EUNKNOWN' ? (error instanceof Error ? error.message : String(error)) : sayErrno(errno);
  return `the backup or the journal could not be written, so nothing was changed: ${what}`;
}

/** Sorts by time and stays readable: `20261121-024512-3f9a2c`. */
function makeId(now: Date): string {
  return `${now.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15)}-${randomBytes(3).toString('hex')}`;
}
