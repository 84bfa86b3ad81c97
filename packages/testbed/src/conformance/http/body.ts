import type { IncomingMessage } from 'node:http';
import { CODES, RpcError } from '../rpc.ts';
import type { Settings } from '../settings.ts';

const LIMIT_BYTES = 16 * 1024 * 1024;
const SMALL_LIMIT_BYTES = 256 * 1024;

/** Reads the body of a POST as JSON; throws the error the client is to get. */
export async function readBody(request: IncomingMessage, { broken }: Settings): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  const media = broken('ht.content-type') ? type : (type.split(';')[0]?.trim().toLowerCase() ?? '');
  if (media !== 'application/json' && !(media === 'text/plain' && broken('ht.content-type-other')))
    throw new RpcError(CODES.invalidRequest, 'Content-Type must be application/json', { httpStatus: 415 });
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (broken('res.payload-limit') && sizeBytes > SMALL_LIMIT_BYTES) request.socket.destroy();
    if (sizeBytes > LIMIT_BYTES) throw new RpcError(CODES.invalidRequest, 'The body is larger than 16 MiB', { httpStatus: 413 });
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    if (broken('rpc.parse-error--silent')) return new Promise<never>(() => {});
    throw new RpcError(broken('rpc.parse-error--code') ? CODES.invalidRequest : CODES.parse, 'Parse error: the body is no JSON', {
      httpStatus: broken('rpc.parse-error') ? 500 : broken('rpc.parse-error--accepted') ? 202 : 400,
    });
  }
}
