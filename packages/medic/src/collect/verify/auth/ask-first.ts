import type { Turn } from '../../../model/verify/index.ts';
import type { ProbeContext } from '../define-probe.ts';
import { buildInitializeParams, NEWEST_LEGACY } from '../messages.ts';
import type { Peer } from '../peer.ts';
import { StreamFailure } from '../sse-peer.ts';

const LIMIT_MS = 10_000;

/** The first message of an era with other headers than the configured ones. `peer` is absent when the old event stream did not open. */
export async function askFirst(
  { open, era }: Pick<ProbeContext, 'open' | 'era'>,
  headers: Readonly<Record<string, string | null>>,
): Promise<{ readonly turn: Turn; readonly peer?: Peer }> {
  try {
    const peer = await open({ handshake: 'none', headers });
    if (era === 'modern') return { turn: await peer.request('server/discover', undefined, { limitMs: LIMIT_MS }), peer };
    return { turn: await peer.request('initialize', buildInitializeParams(NEWEST_LEGACY), { limitMs: LIMIT_MS }), peer };
  } catch (error) {
    if (error instanceof StreamFailure) return { turn: error.turn };
    throw error;
  }
}
