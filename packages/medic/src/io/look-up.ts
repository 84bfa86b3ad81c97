import { constants } from 'node:fs';
import { access, lstat, open, readdir, readlink, realpath, stat } from 'node:fs/promises';

/** What stands at a path. Symbolic links are followed; `errno` when it could not be looked at. */
export interface Look {
  readonly exists: boolean;
  readonly errno?: string;
  readonly type?: 'file' | 'directory' | 'other';
  readonly mode?: number;
  readonly sizeBytes?: number;
  readonly modifiedMs?: number;
}

/** Never throws. A path that cannot be looked at for want of permission has `exists: false` and its errno. */
export async function lookAt(path: string): Promise<Look> {
  try {
    const found = await stat(path);
    const type = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
    return { exists: true, type, mode: found.mode & 0o7777, sizeBytes: found.size, modifiedMs: found.mtimeMs };
  } catch (error) {
    return { exists: false, errno: readErrno(error) };
  }
}

/** True for a link whose target is gone. */
export async function isDanglingLink(path: string): Promise<boolean> {
  try {
    if (!(await lstat(path)).isSymbolicLink()) return false;
  } catch {
    return false;
  }
  return !(await lookAt(path)).exists;
}

/** May this user start the file? On Windows always true for what exists. */
export async function mayExecute(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Names in a folder, at most `cap`; empty when it cannot be read. */
export async function listFolder(path: string, cap: number = 10_000): Promise<readonly string[]> {
  try {
    return (await readdir(path)).slice(0, cap);
  } catch {
    return [];
  }
}

/** Target of a link as written; undefined when it is none. */
export async function readLinkTarget(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined);
}

/** The path with every link followed; the path itself when that fails. */
export async function followLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** The first bytes of a regular file; empty for anything else (pipes and devices are never read). */
export async function readHead(path: string, capBytes: number): Promise<Buffer> {
  return readSlice(path, () => 0, capBytes);
}

/** The last bytes of a regular file and where they start. */
export async function readTail(path: string, capBytes: number): Promise<{ readonly bytes: Buffer; readonly offset: number }> {
  let offset = 0;
  const bytes = await readSlice(path, (size) => (offset = Math.max(0, size - capBytes)), capBytes);
  return { bytes, offset };
}

/** Line feeds before `end`, reading at most `capBytes`; undefined when that is not enough. */
export async function countLinesBefore(path: string, end: number, capBytes: number): Promise<number | undefined> {
  if (end > capBytes) return undefined;
  const file = await openRegular(path);
  if (file === undefined) return undefined;
  try {
    const chunk = Buffer.allocUnsafe(1 << 20);
    let count = 0;
    for (let at = 0; at < end;) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, end - at), at);
      if (bytesRead === 0) return count;
      const part = chunk.subarray(0, bytesRead);
      for (let found = part.indexOf(10); found !== -1; found = part.indexOf(10, found + 1)) count += 1;
      at += bytesRead;
    }
    return count;
  } catch {
    return undefined;
  } finally {
    await file.close().catch(() => undefined);
  }
}

async function readSlice(path: string, startAt: (sizeBytes: number) => number, capBytes: number): Promise<Buffer> {
  const file = await openRegular(path);
  if (file === undefined) return Buffer.alloc(0);
  try {
    const buffer = Buffer.alloc(capBytes);
    const start = startAt((await file.stat()).size);
    let filled = 0;
    while (filled < capBytes) {
      const { bytesRead } = await file.read(buffer, filled, capBytes - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close().catch(() => undefined);
  }
}

// Opening a pipe without a writer would wait for ever; O_NONBLOCK returns at once, and what is no regular file is closed again.
async function openRegular(path: string): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch {
    return undefined;
  }
  return undefined;
}

function readErrno(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
}
