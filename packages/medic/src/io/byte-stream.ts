import { open, type FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of a file in chunks of 1 MiB, or why it cannot be read: an errno, `EISDIR` for a folder. Each chunk is overwritten by the
 * next one: fresh memory for each would cost more time than the reading.
 */
export async function openByteStream(
  path: string,
): Promise<{ readonly ok: true; readonly chunks: AsyncIterable<Buffer>; readonly sizeBytes: number } | { readonly ok: false; readonly reason: string }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const found = await file.stat();
    if (!found.isDirectory()) return { ok: true, chunks: readChunks(file), sizeBytes: found.size };
    await file.close();
    return { ok: false, reason: 'EISDIR' };
  } catch (error) {
    await file?.close();
    return { ok: false, reason: error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN' };
  }
}

async function* readChunks(file: FileHandle): AsyncIterable<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
