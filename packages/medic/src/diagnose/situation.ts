import type { EntryFacts, Evidence, HttpSession, StdioSession } from '../model/index.ts';

/** Where the server stands before anybody asks why. */
export type Situation =
  | { readonly kind: 'connected' }
  /** Connected, but a later step failed; `because` in the collector's words. */
  | { readonly kind: 'degraded'; readonly because: string }
  | { readonly kind: 'failed'; readonly session: StdioSession | HttpSession }
  /** The client will not start this entry. */
  | { readonly kind: 'gated'; readonly loads: Extract<EntryFacts['loads'], { state: 'gated' }> }
  | { readonly kind: 'dropped'; readonly loads: Extract<EntryFacts['loads'], { state: 'dropped' }>; readonly entry: EntryFacts }
  /** Nobody tried: `--static`, no consent, or a collector that could not look. */
  | { readonly kind: 'untried'; readonly because: string }
  /** No server at all: pasted text. */
  | { readonly kind: 'text' };

/** Reads the situation from evidence. What a client does with the entry comes before what a session said. */
export function readSituation({ session, entry }: Evidence): Situation {
  const facts = entry?.state === 'ok' ? entry.value : undefined;
  if (facts?.loads.state === 'gated') return { kind: 'gated', loads: facts.loads };
  if (facts?.loads.state === 'dropped') return { kind: 'dropped', loads: facts.loads, entry: facts };
  if (session === undefined) return facts === undefined ? { kind: 'text' } : { kind: 'untried', because: 'no connection was attempted' };
  if (session.state !== 'ok') return { kind: 'untried', because: session.reason };
  const { outcome } = session.value;
  if (outcome.kind !== 'connected') return { kind: 'failed', session: session.value };
  return outcome.degraded === undefined ? { kind: 'connected' } : { kind: 'degraded', because: outcome.degraded };
}
