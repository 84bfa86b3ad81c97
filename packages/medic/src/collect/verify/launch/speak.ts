import type { StreamFacts, Turn } from '../../../model/verify/index.ts';
import type { ProbeContext } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import type { OpenOptions } from '../open-peer.ts';
import type { Peer, StdioPeer } from '../peer.ts';

export interface Spoken {
  readonly peer: StdioPeer;
  readonly turn: Turn;
  /** Until the first message was answered and the handshake over. */
  readonly startMs: number;
  readonly streams: StreamFacts;
}

/** Starts a process and asks it something harmless once it has answered the first message. */
export async function speak({ open, era, capabilities, subject }: ProbeContext, launch: OpenOptions['launch'] & {} = {}): Promise<Spoken> {
  const fromMs = subject.recorder.clock();
  const peer = asProcess(await open({ launch }));
  const startMs = Math.round(subject.recorder.clock() - fromMs);
  const turn = peer.isAlive() ? await peer.request(harmlessMethod(era, capabilities)) : (peer.opening?.initialize ?? (await peer.request('ping')));
  return { peer, turn, startMs, streams: peer.streams() };
}

export function asProcess(peer: Peer): StdioPeer {
  if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
  return peer;
}
