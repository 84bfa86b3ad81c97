import type { Json, JsonObject } from '../../model/index.ts';
import type { ReceivedMessage, RpcAnswer } from '../../model/verify/index.ts';
import { classifyMessage, findRpcFaults } from '../protocol/messages.ts';
import { isObject, own } from '../protocol/record.ts';

/** What was received, with its faults; raw, the engine redacts what probes hand on. */
export function readMessage(json: unknown, atMs: number): ReceivedMessage {
  const kind = classifyMessage(json);
  return { atMs, kind, json: json as Json, faults: kind === 'batch' ? [] : findRpcFaults(json) };
}

/** How the id of a message fits the id that was sent. */
export function compareIds(json: Json, expected: string | number): RpcAnswer['id'] {
  const id = isObject(json) ? own(json, 'id') : undefined;
  if (id === expected) return 'exact';
  const isLoose = (typeof id === 'string' || typeof id === 'number') && String(id) === String(expected);
  return isLoose ? 'loose' : 'no';
}

/** A received message as the answer to the request with this id. */
export function readAnswer(message: ReceivedMessage, expected: string | number): RpcAnswer {
  const { json, faults } = message;
  const base = { json, id: compareIds(json, expected), faults };
  if (!isObject(json)) return base;
  const result = own(json, 'result');
  const error = own(json, 'error');
  if (isObject(error)) {
    const code = own(error, 'code');
    const text = own(error, 'message');
    const data = own(error, 'data');
    return {
      ...base,
      error: {
        code: typeof code === 'number' ? code : null,
        message: typeof text === 'string' ? text : '',
        ...(data === undefined ? {} : { data: data as Json }),
      },
    };
  }
  return isObject(result) ? { ...base, result: result as JsonObject } : base;
}

/** Parses text that may be no JSON; undefined then. */
export function parseMessage(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
