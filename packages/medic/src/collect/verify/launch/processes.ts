import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import type { StdioPeer } from '../peer.ts';
import type { StreamFacts, Turn } from '../../../model/verify/index.ts';

const TERM_MS = 2_000;
/** A late log line or request of the server has time to come. */
const LISTEN_MS = 300;

interface Spoken {
  readonly peer: StdioPeer;
  readonly turn: Turn;
  readonly startMs: number;
  readonly streams: StreamFacts;
}

/** Four starts that show how the program lives and ends: alone, beside another, after a kill. */
export const probe: AnyProbe = defineProbe({
  id: 'processes',
  where: 'own',
  transports: ['stdio'],
  once: true,
  limitMs: 120_000,
  async observe(context) {
    const first = await speak(context);
    const beside = await speak(context);
    beside.peer.signal('SIGTERM');
    const endsOnTerm = await beside.peer.exitsWithin(TERM_MS);
    await beside.peer.close();
    await first.peer.raw('', 'an empty line', { limitMs: LISTEN_MS });
    const { unasked } = first.peer;
    const streams = first.peer.streams();
    const end = await first.peer.close();
    const killed = await speak(context);
    killed.peer.signal('SIGKILL');
    await killed.peer.close();
    const again = await speak(context);
    return {
      first: { startMs: first.startMs, turn: first.turn, requests: unasked.filter(({ kind }) => kind === 'request'), streams, end },
      beside: { turn: beside.turn, streams: beside.streams, endsOnTerm },
      again: { turn: again.turn, startMs: again.startMs, streams: again.streams },
    };
  },
});

/** Starts a process and asks it something harmless once it has answered the first message. */
async function speak({ open, era, capabilities, subject }: ProbeContext): Promise<Spoken> {
  const fromMs = subject.recorder.clock();
  const peer = await open();
  if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
  const startMs = Math.round(subject.recorder.clock() - fromMs);
  const turn = await peer.request(harmlessMethod(era, capabilities));
  return { peer, turn, startMs, streams: peer.streams() };
}
