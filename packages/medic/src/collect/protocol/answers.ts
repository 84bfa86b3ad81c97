import { isObject, own, ownString, type ForeignObject } from './record.ts';

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/**
 * How a client's library reads answers. `strict` (rmcp): id and type must match, members it does not need are ignored, so
 * `"error": null` beside a result is overlooked. `numeric` (the official JavaScript SDKs v1 and v2, source read 2026-11-21):
 * `"0"` answers 0, because ids are converted to numbers; any further member makes the message invalid.
 */
export type IdRule = 'strict' | 'numeric';

/** What a client makes of one message as the answer to one request. `faults` of a result or error are those it overlooks. */
export type CheckedAnswer =
  | { readonly kind: 'result'; readonly result: ForeignObject; readonly faults: readonly string[] }
  | { readonly kind: 'error'; readonly error: RpcError; readonly faults: readonly string[] }
  /** No answer in this client's eyes: it drops the message and goes on waiting. */
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

const BOTH = 'both "result" and "error" are there';

export type MessageKind = 'request' | 'notification' | 'answer' | 'batch' | 'no-rpc';

/** What a JSON value is meant to be, judged leniently: a missing `jsonrpc` or a null id does not hide an answer. */
export function classifyMessage(json: unknown): MessageKind {
  if (Array.isArray(json)) return json.some((item) => classifyMessage(item) !== 'no-rpc' && !Array.isArray(item)) ? 'batch' : 'no-rpc';
  if (!isObject(json)) return 'no-rpc';
  const speaksRpc = Object.hasOwn(json, 'jsonrpc') || Object.hasOwn(json, 'id');
  if (typeof own(json, 'method') === 'string' && speaksRpc) return own(json, 'id') === undefined ? 'notification' : 'request';
  if (speaksRpc && (Object.hasOwn(json, 'result') || Object.hasOwn(json, 'error'))) return 'answer';
  return Object.hasOwn(json, 'jsonrpc') ? 'answer' : 'no-rpc';
}

/** Why a request, notification or answer is no valid JSON-RPC 2.0 message; empty when it is one. Ids are not compared. */
export function findRpcFaults(json: unknown): readonly string[] {
  if (Array.isArray(json)) return ['the message is an array (a batch)'];
  if (!isObject(json)) return ['the message is no object'];
  const faults = [...findVersionFaults(json)];
  if (typeof own(json, 'method') === 'string') {
    if (own(json, 'id') !== undefined && !isId(own(json, 'id'))) faults.push(`the id is ${describe(own(json, 'id'))}`);
    return faults;
  }
  return [...faults, ...findAnswerFaults(json)];
}

/**
 * Checks one JSON value as the answer to the request with `expectedId`.
 * Pass `numeric` for clients built on the official JavaScript SDKs, `strict` for others.
 */
export function checkAnswer(json: unknown, expectedId: string | number, idRule: IdRule = 'numeric'): CheckedAnswer {
  if (!isObject(json)) return { kind: 'faulty', faults: findRpcFaults(json) };
  const overlooked: string[] = [];
  const faults: string[] = [];
  const toleratesNull = idRule === 'strict' && own(json, 'error') === null && isObject(own(json, 'result'));
  for (const fault of findRpcFaults(json)) (toleratesNull && fault === BOTH ? overlooked : faults).push(fault);
  if (typeof own(json, 'method') === 'string') faults.push('it is a request or notification, no answer');
  const id = own(json, 'id');
  const idFault = findIdFault(id, expectedId);
  if (idFault !== undefined) (idRule === 'numeric' && isId(id) && matchesAsNumber(id, expectedId) ? overlooked : faults).push(idFault);
  if (faults.length > 0) return { kind: 'faulty', faults: [...faults, ...overlooked] };
  const result = own(json, 'result');
  if (isObject(result)) return { kind: 'result', result, faults: overlooked };
  return { kind: 'error', error: readError(own(json, 'error')), faults: overlooked };
}

function findVersionFaults(json: ForeignObject): readonly string[] {
  const version = own(json, 'jsonrpc');
  if (version === '2.0') return [];
  return [version === undefined ? '"jsonrpc" is missing' : `"jsonrpc" is ${describe(version)}, not "2.0"`];
}

function findAnswerFaults(json: ForeignObject): readonly string[] {
  const hasResult = Object.hasOwn(json, 'result');
  const hasError = Object.hasOwn(json, 'error');
  if (!hasResult && !hasError) return ['neither "result" nor "error" is there'];
  if (hasResult && hasError) return [BOTH];
  if (hasResult) return isObject(own(json, 'result')) ? [] : [`"result" is ${describe(own(json, 'result'))}, not an object`];
  const error = own(json, 'error');
  if (!isObject(error)) return [`"error" is ${describe(error)}, not an object`];
  const faults: string[] = [];
  if (!Number.isInteger(own(error, 'code'))) faults.push(`the error code is ${describe(own(error, 'code'))}, not an integer`);
  if (typeof own(error, 'message') !== 'string') faults.push(`the error message is ${describe(own(error, 'message'))}, not a string`);
  return faults;
}

/** Of an error object already found valid. */
function readError(error: unknown): RpcError {
  if (!isObject(error)) return { code: 0, message: '' };
  const code = own(error, 'code');
  const data = own(error, 'data');
  return { code: typeof code === 'number' ? code : 0, message: ownString(error, 'message') ?? '', ...(data === undefined ? {} : { data }) };
}

function findIdFault(id: unknown, expectedId: string | number): string | undefined {
  if (id === expectedId) return undefined;
  if (id === undefined) return 'the id is missing';
  return `the id is ${describe(id)}, the request had ${describe(expectedId)}`;
}

function matchesAsNumber(id: string | number, expectedId: string | number): boolean {
  return typeof expectedId === 'number' && typeof id === 'string' && Number(id) === expectedId;
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || Number.isInteger(id);
}

/** A value in few words; strings cut, because foreign text may be long. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  return JSON.stringify(value);
}
