import { open, stat } from 'node:fs/promises';

/** A file that others write to, held open: what they wrote before they moved it away can still be read. */
export interface GrowingFile {
  /** Bytes from `at`, at most `capBytes`; fewer at the end. */
  readonly read: (at: number, capBytes: number) => Promise<Buffer>;
  /** The path still leads to this file. */
  readonly isStillAt: (path: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Undefined when no regular file can be opened there. */
export async function openGrowingFile(path: string): Promise<GrowingFile | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  const own = await file.stat({ bigint: true });
  if (!own.isFile()) {
    await file.close();
    return undefined;
  }
  return {
    read: async (at, capBytes) => {
      const bytes = Buffer.alloc(capBytes);
      const { bytesRead } = await file.read(bytes, 0, capBytes, at);
      return bytes.subarray(0, bytesRead);
    },
    isStillAt: async (wanted) => {
      const there = await stat(wanted, { bigint: true }).catch(() => undefined);
      return there !== undefined && there.ino === own.ino && there.dev === own.dev;
    },
    close: () => file.close().catch(() => undefined),
  };
}
