import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 20;

/** The bytes of a file in chunks of 1 MiB, or why it cannot be read: an errno, `EISDIR` for a folder. */
export async function openByteStream(
  path: string,
): Promise<{ readonly ok: true; readonly chunks: AsyncIterable<Buffer>; readonly sizeBytes: number } | { readonly ok: false; readonly reason: string }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { ok: false, reason: 'EISDIR' };
    const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
    return { ok: true, chunks: stream as AsyncIterable<Buffer>, sizeBytes: found.size };
  } catch (error) {
    return { ok: false, reason: error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN' };
  }
}
