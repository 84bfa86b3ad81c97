import type { Settings } from './settings.ts';

export type Id = string | number;
export type Params = Readonly<Record<string, unknown>>;
export type Result = Readonly<Record<string, unknown>>;

export interface Incoming {
  readonly jsonrpc: '2.0';
  /** Absent in a notification. */
  readonly id?: Id;
  /** Absent in a response. */
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** What goes out: an object in the shape of JSON-RPC, unless a switch bends it. */
export type Outgoing = Readonly<Record<string, unknown>>;

export const CODES = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
  resourceNotFound: -32002,
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedVersion: -32022,
} as const;

/** A JSON-RPC error to be sent, with the HTTP status it travels under. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;
  readonly httpStatus: number;
  constructor(code: number, message: string, { data, httpStatus = 200 }: { data?: unknown; httpStatus?: number } = {}) {
    super(message);
    this.code = code;
    this.data = data;
    this.httpStatus = httpStatus;
  }
}

export function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON-RPC message out of parsed JSON; undefined when it is none. */
export function readMessage(value: unknown): Incoming | undefined {
  if (!isRecord(value) || value['jsonrpc'] !== '2.0') return undefined;
  const { id, method } = value;
  if (id !== undefined && typeof id !== 'string' && !Number.isInteger(id)) return undefined;
  if (method !== undefined) return typeof method === 'string' ? (value as unknown as Incoming) : undefined;
  return id !== undefined && ('result' in value || 'error' in value) ? (value as unknown as Incoming) : undefined;
}

/** The id of a message that could not be read as a whole. */
export function idOf(body: unknown): Id | undefined {
  const id = isRecord(body) ? body['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** The params object of a request; an empty one when there is none. */
export function paramsOf(message: Incoming, { broken }: Settings): Params {
  if (message.params === undefined) return {};
  if (!isRecord(message.params)) throw invalidType('params must be an object', broken('rpc.invalid-params'));
  return message.params;
}

/** The error for a value of a wrong type. */
export function invalidType(message: string, isInternal: boolean): RpcError {
  return new RpcError(isInternal ? CODES.internal : CODES.invalidParams, message);
}

export function resultOf(id: Id, result: Result, settings: Settings): Outgoing {
  const both = settings.broken('rpc.envelope--both') ? { error: null } : {};
  const odd = settings.broken('meta.keys') ? '1st..label/bent' : settings.broken('meta.keys--reserved') ? 'example.mcp/bent' : undefined;
  const meta = odd === undefined ? {} : { _meta: { ...(isRecord(result['_meta']) ? result['_meta'] : {}), [odd]: true } };
  return { jsonrpc: '2.0', id: echo(id, settings), result: { ...result, ...meta }, ...both };
}

export function errorOf(id: Id | undefined, error: RpcError, settings: Settings): Outgoing {
  const { broken } = settings;
  return {
    ...(broken('rpc.envelope--version') ? {} : { jsonrpc: '2.0' }),
    ...(id === undefined || broken('meta.error-id') ? (broken('rpc.null-id') ? { id: 0 } : {}) : { id: echo(id, settings) }),
    error: {
      code: broken('rpc.envelope--code') ? String(error.code) : error.code,
      ...(broken('rpc.envelope--message') ? {} : { message: error.message }),
      ...(error.data === undefined ? {} : { data: error.data }),
    },
  };
}

export function notificationOf(method: string, params?: Params): Outgoing {
  return { jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) };
}

function echo(id: Id, { broken }: Settings): Id {
  if (id === '' && broken('rpc.id-empty')) return 0;
  if (typeof id === 'string' && broken('rpc.id-uuid') && /^[\da-f]{8}-/.test(id)) return id.toUpperCase();
  if (typeof id === 'string') return broken('rpc.id-echo--number') && /^\d+$/.test(id) ? Number(id) : id;
  if (broken('rpc.id-echo--string')) return String(id);
  return broken('rpc.id-echo--big') ? Math.trunc(id) | 0 : id;
}
