import type { StartFacts } from '../../model/index.ts';
import type { Era, Turn } from '../../model/verify/index.ts';
import { buildInitializeParams, NEWEST_LEGACY } from '../verify/messages.ts';
import { openPeer, type Subject } from '../verify/open-peer.ts';
import type { Peer } from '../verify/peer.ts';

const COUNT = 4;
const LIMIT_MS = 20_000;

/** Several processes or sessions opened at the same moment, each timed until its first message was answered. */
export async function collectStarts(subject: Subject, era: Era): Promise<StartFacts> {
  return { starts: await Promise.all(Array.from({ length: COUNT }, () => startOne(subject, era))) };
}

async function startOne(subject: Subject, era: Era): Promise<StartFacts['starts'][number]> {
  const { clock } = subject.recorder;
  const fromMs = clock();
  const elapsed = (): number => Math.round(clock() - fromMs);
  let peer: Peer | undefined;
  try {
    peer = await openPeer(subject, 'starts', { era, handshake: 'none' });
    const turn = await sayFirst(peer, LIMIT_MS);
    return { turn, ms: elapsed() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error), ms: elapsed() };
  } finally {
    await peer?.close();
  }
}

/** The first message of the peer's era. */
export function sayFirst(peer: Peer, limitMs: number): Promise<Turn> {
  return peer.era === 'modern'
    ? peer.request('server/discover', undefined, { limitMs })
    : peer.request('initialize', buildInitializeParams(NEWEST_LEGACY), { limitMs });
}
