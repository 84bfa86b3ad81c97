import { realpath } from 'node:fs/promises';
import { errnoOf, folderOf, WRITE_STEPS, type WriteSteps } from './write-steps.ts';

export interface Replacement {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits of the file afterwards. */
  readonly mode: number;
  /** Kept when given; a group that cannot be kept ends the replacement. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** In the same folder, so that the rename is one step. */
  readonly temporary: string;
  /** Every link of the path was followed: it must still be that very place when the file is made. */
  readonly isResolved?: boolean;
  /** Last look before the rename; a reason ends the replacement. */
  readonly check?: () => Promise<string | undefined>;
}

export type WriteEnd =
  | { readonly ok: true }
  | { readonly ok: false; /** An errno, or the reason `check` gave. */ readonly reason: string; readonly isErrno: boolean };

/**
 * Puts bytes in the place of a file, so that every reader and every crash sees the old file or the new one: written beside
 * it, on the disk, then renamed. On failure nothing of it is left behind. Never rejects.
 */
export async function replaceFile(wanted: Replacement, steps: WriteSteps = WRITE_STEPS): Promise<WriteEnd> {
  const { path, temporary, check } = wanted;
  try {
    const obstacle = (await writeNew(wanted, steps)) ?? (await check?.());
    if (obstacle !== undefined) {
      await steps.remove(temporary).catch(() => undefined);
      return { ok: false, reason: obstacle, isErrno: false };
    }
    await steps.rename(temporary, path);
    await steps.syncFolder(folderOf(path));
    return { ok: true };
  } catch (error) {
    const reason = errnoOf(error);
    // Somebody else's file of that name is not ours to remove.
    if (reason !== 'EEXIST') await steps.remove(temporary).catch(() => undefined);
    return { ok: false, reason, isErrno: true };
  }
}

/** A reason when the folder became a link while the file was made: then not a byte is written, wherever that leads. */
async function writeNew({ temporary, bytes, mode, owner, isResolved }: Replacement, steps: WriteSteps): Promise<string | undefined> {
  const handle = await steps.createNew(temporary, 0o600);
  try {
    const place = isResolved === true ? await realpath(temporary).catch(() => undefined) : temporary;
    if (place !== temporary) {
      if (place !== undefined) await steps.remove(place).catch(() => undefined);
      return 'its folder was exchanged while it was being written; nothing was changed';
    }
    await handle.write(bytes);
    if (owner !== undefined) await handle.setOwner(owner.uid, owner.gid);
    await handle.setMode(mode);
    await handle.sync();
    return undefined;
  } finally {
    await handle.close();
  }
}

/** Writes a file that must not exist yet, readable by its owner only, and returns when it is on the disk. Rejects with the system's error. */
export async function writePrivate(path: string, bytes: Uint8Array, steps: WriteSteps = WRITE_STEPS): Promise<void> {
  const handle = await steps.createNew(path, 0o600);
  try {
    await handle.write(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await steps.syncFolder(folderOf(path));
}

/** Adds a line to a file, readable by its owner only, and returns when it is on the disk. Rejects with the system's error. */
export async function appendPrivate(path: string, text: string, steps: WriteSteps = WRITE_STEPS): Promise<void> {
  const handle = await steps.openToAppend(path, 0o600);
  try {
    await handle.write(new TextEncoder().encode(text));
    await handle.sync();
  } finally {
    await handle.close();
  }
}
