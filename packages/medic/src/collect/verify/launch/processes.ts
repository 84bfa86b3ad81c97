import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import type { Peer, StdioPeer } from '../peer.ts';
import type { StreamFacts, Turn } from '../../../model/verify/index.ts';

const TERM_MS = 2_000;

interface Spoken {
  readonly peer: StdioPeer;
  readonly turn: Turn;
  readonly startMs: number;
  readonly streams: StreamFacts;
}

/**
 * How the program ends, and two starts on a quiet machine. The connections that other probes shared end here, since they have to
 * end anyway. Kills last: a lock that stays behind stops every later start.
 */
export const probe: AnyProbe = defineProbe({
  id: 'processes',
  where: 'alone',
  transports: ['stdio'],
  once: true,
  limitMs: 120_000,
  async observe(context) {
    const asked = asProcess(await context.spare());
    const terminated = { streams: asked.streams() };
    asked.signal('SIGTERM');
    const endsOnTerm = await asked.exitsWithin(TERM_MS);
    await asked.close();
    const first = asProcess(await context.shared());
    const streams = first.streams();
    const end = await first.close();
    const killed = await speak(context);
    killed.peer.signal('SIGKILL');
    await killed.peer.close();
    const again = await speak(context);
    return {
      first: { streams, end },
      terminated: { ...terminated, endsOnTerm },
      killed: { startMs: killed.startMs },
      again: { turn: again.turn, startMs: again.startMs, streams: again.streams },
    };
  },
});

/** Starts a process and asks it something harmless once it has answered the first message. */
async function speak({ open, era, capabilities, subject }: ProbeContext): Promise<Spoken> {
  const fromMs = subject.recorder.clock();
  const peer = asProcess(await open());
  const startMs = Math.round(subject.recorder.clock() - fromMs);
  const turn = await peer.request(harmlessMethod(era, capabilities));
  return { peer, turn, startMs, streams: peer.streams() };
}

function asProcess(peer: Peer): StdioPeer {
  if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
  return peer;
}
