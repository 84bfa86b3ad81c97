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
  countDown(settings);
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
  return { message: errorOf(id, known, settings), httpStatus: known.httpStatus === 200 && settings.broken('ht.error-status') ? 500 : known.httpStatus };
}

const SERVED = new WeakMap<Settings, number>();
const LIFE_REQUESTS = 60;

/** A leak that ends the server after a while, for the switch that asks for it. */
function countDown(settings: Settings): void {
  if (!settings.broken('res.soak')) return;
  const served = (SERVED.get(settings) ?? 0) + 1;
  SERVED.set(settings, served);
  if (served > LIFE_REQUESTS) settings.crash();
}

/** What an unknown method gets; null stands for no answer at all. */
export function unknownMethod(method: string, settings: Settings, httpStatus = 200): Result | Promise<never> {
  const { broken } = settings;
  if (broken('rpc.unknown-method')) return {};
  if (broken('rpc.unknown-method--silent')) return new Promise<never>(() => {});
  throw new RpcError(broken('rpc.unknown-method--internal') ? CODES.internal : CODES.unknownMethod, `Method not found: ${method}`, { httpStatus });
}
