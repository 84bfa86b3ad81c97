import type { HandshakeFacts, HttpFacts, TimeoutFacts } from '../../model/index.ts';

/** First message and version rules of a client built on the official TypeScript SDK (1.32.2 and 2.4.0, run 2026-11-20). */
export const TS_SDK_HANDSHAKE: Omit<HandshakeFacts, 'clientInfo' | 'known'> = {
  first: 'initialize',
  offers: '2025-11-25',
  accepts: 'known',
  listsTools: true,
};

/**
 * A client whose wire nobody has watched. It offers the version most clients offered before 2025-11-25 and takes every
 * answer, so that no failure is made up.
 */
export function unwatchedHandshake(name: string): HandshakeFacts {
  return { first: 'initialize', offers: '2025-06-18', accepts: 'any', listsTools: true, clientInfo: { name, version: '1.0.0' }, known: 'recalled' };
}

/**
 * HTTP of the TypeScript SDK on Node: own certificate list plus NODE_EXTRA_CA_CERTS, redirects only within the origin
 * (SDK 1.32.2 and 2.4.0, run 2026-11-20).
 */
export const NODE_SDK_HTTP: Omit<HttpFacts, 'known'> = {
  fallback: 'none',
  sse: true,
  follows: 'same-origin',
  userAgent: 'node',
  sendsVersionHeader: true,
  proxy: 'unknown',
  trust: 'bundled',
  extraCaVariable: 'NODE_EXTRA_CA_CERTS',
  oauth: true,
};

/** Remote connections of a client nobody has watched: both transports, no claim about proxies or certificates. */
export const UNWATCHED_HTTP: HttpFacts = {
  fallback: 'sse',
  sse: true,
  follows: 'any',
  userAgent: 'node',
  sendsVersionHeader: true,
  proxy: 'unknown',
  trust: 'unknown',
  oauth: true,
  known: 'recalled',
};

/** The request limit of both official SDKs, for clients whose own limit is not known. */
export const UNKNOWN_TIMEOUT: TimeoutFacts = { connectMs: 60_000, known: 'recalled' };
