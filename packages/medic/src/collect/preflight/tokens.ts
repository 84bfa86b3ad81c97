import type { HttpPlan, TokenFacts } from '../../model/index.ts';
import type { Era, Turn } from '../../model/verify/index.ts';
import { openPeer, type Subject } from '../verify/open-peer.ts';
import { StreamFailure } from '../verify/sse-peer.ts';
import { makeCanary } from './canary.ts';
import { sayFirst } from './starts.ts';

const LIMIT_MS = 10_000;

/** The first message with a made-up credential in the place of the real one, and with none. */
export async function collectTokens(subject: Subject, era: Era): Promise<TokenFacts> {
  const names = credentialHeaders(subject.plan as HttpPlan);
  const invalid = Object.fromEntries(names.map((name) => [name, credentialFor(name, makeCanary())]));
  return {
    invalid: await askWith(subject, era, { Authorization: `Bearer ${makeCanary()}`, ...invalid }),
    missing: await askWith(subject, era, Object.fromEntries(['Authorization', ...names].map((name) => [name, null]))),
  };
}

/** Headers of the plan that carry a credential. */
export function credentialHeaders({ headers }: Pick<HttpPlan, 'headers'>): readonly string[] {
  return Object.keys(headers).filter((name) => /auth|token|key|cookie|secret/i.test(name));
}

export function credentialFor(name: string, canary: string): string {
  return /^(?:proxy-)?authorization$/i.test(name) ? `Bearer ${canary}` : canary;
}

async function askWith(subject: Subject, era: Era, headers: Readonly<Record<string, string | null>>): Promise<Turn> {
  try {
    const peer = await openPeer(subject, 'invalid-token', { era, handshake: 'none', headers });
    try {
      return await sayFirst(peer, LIMIT_MS);
    } finally {
      await peer.close();
    }
  } catch (error) {
    // The old event stream is refused before anything can be said.
    if (error instanceof StreamFailure) return error.turn;
    throw error;
  }
}
