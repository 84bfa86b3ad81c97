import type { HttpExchange, HttpFacts } from '../../model/index.ts';

export interface RedirectDecision {
  readonly status: number;
  /** Absolute where it could be resolved. */
  readonly location: string;
  readonly methodAfter: string;
  /** Where to go on; absent when the client stops here. */
  readonly next?: URL;
}

export type RedirectFacts = HttpExchange['redirects'][number];

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * What the client does with a redirect. 307 and 308 keep method and body; the others turn a POST into a GET, which an MCP
 * endpoint answers with 405 (308 followed by all clients, 301 failed with 405 in all: measured 2026-11-20).
 */
export function decideRedirect(
  status: number,
  location: string | undefined,
  from: URL,
  method: string,
  follows: HttpFacts['follows'],
  hop: number,
): RedirectDecision | undefined {
  if (!REDIRECTS.includes(status) || location === undefined) return undefined;
  const methodAfter = status === 307 || status === 308 || method !== 'POST' ? method : 'GET';
  if (!URL.canParse(location, from.href)) return { status, location, methodAfter };
  const next = new URL(location, from);
  const decision = { status, location: next.href, methodAfter };
  const isWeb = next.protocol === 'http:' || next.protocol === 'https:';
  if (!isWeb || hop >= MAX_REDIRECTS || (follows === 'same-origin' && next.origin !== from.origin)) return decision;
  return { ...decision, next };
}
