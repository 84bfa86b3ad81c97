import type { ClientDefinition, Redactor, StdioPlan, StdioSession } from '../../model/index.ts';
import { openWithEra, type StdioOptions } from './open-session.ts';

/** A server that connects slower than this in its other era is not worth more waiting: the question is only whether it has one. */
const LIMIT_MS = 10_000;

/**
 * Asks the same server in the protocol era this client does not begin with, in a process of its own: a Python server stays in
 * the era of the first message it sees (measured 2026-11-20). No fallback; the outcome is that of the one first message.
 */
export async function probeOtherEra(plan: StdioPlan, definition: ClientDefinition, redactor: Redactor, options: StdioOptions): Promise<StdioSession> {
  const first = definition.handshake.first === 'initialize' ? 'server/discover' : 'initialize';
  const limited: StdioPlan = { ...plan, limitMs: Math.min(plan.limitMs, LIMIT_MS) };
  const { session } = await openWithEra(limited, definition, redactor, { listTools: false, ...options }, { first, fallsBack: false });
  return session;
}
