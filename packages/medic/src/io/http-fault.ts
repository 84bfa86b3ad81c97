import type { HttpExchange } from '../model/index.ts';

export type HttpFault = NonNullable<HttpExchange['error']>;
export type HttpPhase = HttpFault['phase'];

interface NodeError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly reason?: string;
  readonly syscall?: string;
}

/**
 * Which of several failed addresses decides. A refusal says that somebody answered; an unreachable network says least, because
 * a machine without IPv6 reports it next to every real failure.
 */
const DECISIVE = ['ECONNREFUSED', 'ECONNRESET', 'EACCES', 'EPERM', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];

/** Turns whatever a socket, TLS or the HTTP parser threw into a fault. `address`: the addresses tried, joined by `, `. */
export function describeFault(phase: HttpPhase, thrown: unknown): HttpFault {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return describeSeveral(phase, thrown.errors as readonly NodeError[]);
  const error = toNodeError(thrown);
  return {
    phase: error.syscall === 'getaddrinfo' && phase === 'tcp' ? 'dns' : phase,
    code: readCode(error),
    message: cut(error.message),
    ...(error.address === undefined ? {} : { address: error.address }),
  };
}

/** A fault that this program decided on: a limit, an unsupported scheme. */
export function makeFault(phase: HttpPhase, code: string, message: string, address?: string): HttpFault {
  return { phase, code, message: cut(message), ...(address === undefined || address === '' ? {} : { address }) };
}

function describeSeveral(phase: HttpPhase, errors: readonly NodeError[]): HttpFault {
  const ranked = errors.toSorted((a, b) => rank(readCode(a)) - rank(readCode(b)));
  const addresses = errors.flatMap((error) => (error.address === undefined ? [] : [error.address]));
  const messages = [...new Set(errors.map((error) => error.message))].slice(0, 8);
  return makeFault(phase, readCode(toNodeError(ranked[0])), messages.join('; '), [...new Set(addresses)].slice(0, 16).join(', '));
}

function rank(code: string): number {
  const at = DECISIVE.indexOf(code);
  return at === -1 ? DECISIVE.length : at;
}

function readCode(error: NodeError): string {
  // Node 20 reports OpenSSL alerts as EPROTO and later versions as ERR_SSL_*: one spelling for rules (seen 2026-11-21).
  if (error.code === 'EPROTO' && error.reason !== undefined) return `ERR_SSL_${error.reason.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
  if (error.code !== undefined && error.code !== '') return error.code;
  return error.name === 'Error' ? 'UNKNOWN' : error.name;
}

function toNodeError(thrown: unknown): NodeError {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function cut(message: string): string {
  return message.length > 500 ? `${message.slice(0, 500)}…` : message;
}
