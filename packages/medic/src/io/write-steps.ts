import { open, mkdir, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file being written. Everything rejects with the system's error. */
export interface WriteHandle {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly setMode: (mode: number) => Promise<void>;
  readonly setOwner: (uid: number, gid: number) => Promise<void>;
  /** Returns when the bytes are on the disk. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The steps that change the disk, one system call each, so that a test can end the process between any two of them. */
export interface WriteSteps {
  /** Fails with EEXIST when anything stands there, a link included. */
  readonly createNew: (path: string, mode: number) => Promise<WriteHandle>;
  readonly openToAppend: (path: string, mode: number) => Promise<WriteHandle>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly makeFolder: (path: string, mode: number) => Promise<void>;
  /** Makes the names in a folder last through a power cut. */
  readonly syncFolder: (path: string) => Promise<void>;
}

export const WRITE_STEPS: WriteSteps = {
  createNew: async (path, mode) => toHandle(await open(path, 'wx', mode)),
  openToAppend: async (path, mode) => toHandle(await open(path, 'a', mode)),
  rename,
  remove: unlink,
  makeFolder: async (path, mode) => {
    await mkdir(path, { recursive: true, mode });
  },
  syncFolder,
};

function toHandle(handle: Awaited<ReturnType<typeof open>>): WriteHandle {
  return {
    write: (bytes) => handle.writeFile(bytes),
    setMode: (mode) => handle.chmod(mode),
    setOwner: (uid, gid) => handle.chown(uid, gid),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder this way, and some network file systems cannot sync one; the rename stands all the same.
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close().catch(() => undefined);
}

/** Errno of a failed step: `ENOSPC`, `EACCES`, `EUNKNOWN` when it has none. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
}

export function folderOf(path: string): string {
  return dirname(path);
}
