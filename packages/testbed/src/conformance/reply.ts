import { CODES, errorOf, resultOf, RpcError, type Id, type Outgoing, type Result } from './rpc.ts';
import type { Settings } from './settings.ts';

export interface Reply {
  readonly message: Outgoing;
  readonly httpStatus: number;
}

/** Runs the work of one request. Undefined when the request was cancelled, since then nobody waits for an answer. */
export async function replyTo(
  id: Id,
  work: () => Result | undefined | Promise<Result | undefined>,
  signal: AbortSignal,
  settings: Settings,
): Promise<Reply | undefined> {
  try {
    const result = await work();
    if (result === undefined || (signal.aborted && !settings.broken('res.cancel'))) return undefined;
    return { message: resultOf(id, result, settings), httpStatus: 200 };
  } catch (error) {
    return errorReply(id, error, settings);
  }
}

export function errorReply(id: Id | undefined, error: unknown, settings: Settings): Reply {
  const known = error instanceof RpcError ? error : new RpcError(CODES.internal, String(error));
  return { message: errorOf(id, known, settings), httpStatus: known.httpStatus };
}

/** What an unknown method gets; null stands for no answer at all. */
export function unknownMethod(method: string, settings: Settings, httpStatus = 200): Result | Promise<never> {
  const { broken } = settings;
  if (broken('rpc.unknown-method')) return {};
  if (broken('rpc.unknown-method--silent')) return new Promise<never>(() => {});
  throw new RpcError(broken('rpc.unknown-method--internal') ? CODES.internal : CODES.unknownMethod, `Method not found: ${method}`, { httpStatus });
}
