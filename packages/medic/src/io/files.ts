import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { followLinks, listFolder, lookAt } from './look-up.ts';

/** What a config file may weigh. Larger ones are not read: no client's file comes near, a planted one might. */
const CONFIG_CAP_BYTES: number = 5 * 1024 * 1024;

export type FileRead =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly modifiedAt: string; readonly mode: number }
  /** `reason` is an errno, `not a regular file` or `too large`. */
  | { readonly ok: false; readonly reason: string; readonly modifiedAt?: string };

/**
 * Reads a regular file of at most `capBytes`; symbolic links are followed. Never throws and never waits for a writer: the
 * file is opened without blocking and its kind is read from the open handle, so a FIFO or device cannot be swapped in.
 */
export async function readBytes(path: string, capBytes: number = CONFIG_CAP_BYTES): Promise<FileRead> {
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  try {
    // O_NONBLOCK is absent on Windows, where a pipe has no path that a config could have.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await handle.stat();
    const modifiedAt = found.mtime.toISOString();
    if (!found.isFile()) return { ok: false, reason: found.isDirectory() ? 'EISDIR' : 'not a regular file', modifiedAt };
    if (found.size > capBytes) return { ok: false, reason: 'too large', modifiedAt };
    const bytes = await readAtMost(handle, capBytes + 1);
    if (bytes.length > capBytes) return { ok: false, reason: 'too large', modifiedAt };
    return { ok: true, bytes, modifiedAt, mode: found.mode & 0o7777 };
  } catch (error) {
    return { ok: false, reason: readErrno(error) };
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

/** Sorted names in a folder; empty when it cannot be read. */
export async function listNames(folder: string): Promise<readonly string[]> {
  return (await listFolder(folder)).toSorted();
}

/** True for anything that can be looked at, whatever its kind. */
export async function exists(path: string): Promise<boolean> {
  return (await lookAt(path)).exists;
}

/** The path with every link followed; the path itself when that fails. */
export async function realPath(path: string): Promise<string> {
  return followLinks(path);
}

// The size that stat names may be wrong (/proc says 0), so the end is where reading says it is.
async function readAtMost(handle: Awaited<ReturnType<typeof open>>, capBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < capBytes) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(65_536, capBytes - total)), 0);
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(chunks);
}

function readErrno(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
}
