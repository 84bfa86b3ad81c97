import type { ClientDefinition, HttpPlan, HttpSession, Redactor } from '../../model/index.ts';
import { openHttpSession } from './open-session.ts';
import type { OpenOptions } from './open-session.ts';

/** Enough for a server that answers at all; a slow one was already noticed. */
const LIMIT_MS = 10_000;

/** Asks the same server in the protocol era this client does not begin with, without any fallback: the proof of an era mismatch. */
export async function probeHttpOtherEra(plan: HttpPlan, definition: ClientDefinition, redactor: Redactor, options: OpenOptions): Promise<HttpSession> {
  const only = definition.handshake.first === 'initialize' ? 'server/discover' : 'initialize';
  const limited: HttpPlan = { ...plan, limitMs: Math.min(plan.limitMs, LIMIT_MS) };
  const { session } = await openHttpSession(limited, definition, redactor, { ...options, only });
  return session;
}
