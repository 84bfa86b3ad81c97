import { PassThrough } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { describeFault, makeFault } from './http-fault.ts';
import { onStop } from './http-watch.ts';
import type { HttpFault } from './http-fault.ts';
import type { HttpWatch } from './http-watch.ts';

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
const MAX_RATIO = 100;
/** Small answers compress extremely well without being an attack. */
const RATIO_FROM_BYTES = 1024 * 1024;

export interface ReadBody {
  readonly body: Uint8Array;
  readonly truncated: boolean;
  readonly stopped: boolean;
  readonly fault?: HttpFault;
}

export interface BodyRequest {
  readonly maxBodyBytes: number;
  readonly onChunk?: ((text: string, atMs: number) => 'continue' | 'stop') | undefined;
}

/** Reads and decompresses a response until it ends, a cap is hit, the reader says stop or the watch stops. Never throws. */
export function readBody(response: IncomingMessage, request: BodyRequest, watch: HttpWatch): Promise<ReadBody> {
  const limit = Math.min(request.maxBodyBytes, MAX_OUTPUT_BYTES);
  const chunks: Buffer[] = [];
  const decoder = new TextDecoder();
  let rawBytes = 0;
  let outBytes = 0;
  return new Promise((resolve) => {
    let settled = false;
    const settle = (end: { truncated?: boolean; stopped?: boolean; fault?: HttpFault }): void => {
      if (settled) return;
      settled = true;
      release();
      response.destroy();
      stream.destroy();
      const { fault } = end;
      resolve({ body: Buffer.concat(chunks), truncated: end.truncated ?? false, stopped: end.stopped ?? false, ...(fault === undefined ? {} : { fault }) });
    };
    const release = onStop(watch, () => settle({ truncated: true, fault: watch.stopFault('timeout', 'end of the response') }));
    response.on('data', (chunk: Buffer) => {
      rawBytes += chunk.length;
    });
    const stream = decompress(response);
    stream.on('data', (chunk: Buffer) => {
      if (settled) return;
      const rest = limit - outBytes;
      outBytes += chunk.length;
      const kept = chunk.length > rest ? chunk.subarray(0, rest) : chunk;
      chunks.push(kept);
      if (request.onChunk?.(decoder.decode(kept, { stream: true }), watch.elapsedMs()) === 'stop') return settle({ stopped: true });
      if (outBytes > RATIO_FROM_BYTES && outBytes > rawBytes * MAX_RATIO) {
        return settle({ truncated: true, fault: makeFault('body', 'DECOMPRESSION_RATIO', `${rawBytes} bytes unpacked to more than ${outBytes} bytes`) });
      }
      if (outBytes > limit) settle({ truncated: true });
    });
    stream.on('end', () => settle({}));
    stream.on('error', (error) => settle({ truncated: true, fault: describeFault('body', error) }));
    response.on('error', (error) => settle({ truncated: true, fault: describeFault('body', error) }));
    response.on('close', () => {
      if (!response.complete) settle({ truncated: true, fault: makeFault('body', 'ECONNRESET', 'the connection was closed in the middle of the response') });
    });
  });
}

function decompress(response: IncomingMessage): IncomingMessage | Transform {
  switch ((response.headers['content-encoding'] ?? '').trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return response.pipe(createGunzip());
    case 'br':
      return response.pipe(createBrotliDecompress());
    case 'deflate':
      return inflateEither(response);
    default:
      return response;
  }
}

/** Servers send both zlib-wrapped and raw data under the name `deflate`; the first byte tells which. */
function inflateEither(response: IncomingMessage): Transform {
  const out = new PassThrough();
  let started = false;
  response.once('data', (first: Buffer) => {
    started = true;
    const decoder = ((first[0] ?? 0) & 0x0f) === 0x08 ? createInflate() : createInflateRaw();
    decoder.on('error', (error) => out.destroy(error));
    out.on('close', () => decoder.destroy());
    decoder.write(first);
    response.pipe(decoder).pipe(out);
  });
  response.once('end', () => {
    if (!started) out.end();
  });
  return out;
}
