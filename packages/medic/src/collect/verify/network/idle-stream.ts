import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { askToListen } from './listen-stream.ts';

/** Longest that may be asked for, and a little. */
const LIMIT_MS = 310_000;

/** Holds the stream of the era open for as long as the user asked, and says nothing meanwhile. */
export const probe: AnyProbe = defineProbe({
  id: 'idle-stream',
  where: 'own',
  transports: ['http', 'sse'],
  limitMs: LIMIT_MS,
  async observe(context) {
    const { idleMs } = context.run;
    if (idleMs === undefined) return {};
    const turn = await holdStream(context, idleMs);
    return turn === undefined ? {} : { turn };
  },
});

async function holdStream(context: ProbeContext, limitMs: number): Promise<Turn | undefined> {
  if (context.era === 'modern') return askToListen(context, { limitMs, until: () => false });
  const peer = await context.open(context.run.transport === 'sse' ? { handshake: 'none' } : {});
  if (peer.transport === 'stdio') throw new TypeError('this probe reads streams over HTTP');
  const url = peer.transport === 'sse' ? { url: new URL(context.run.url ?? '') } : {};
  return peer.ask({ method: 'GET', what: 'GET of an event stream that is left alone', limitMs, until: () => false, ...url });
}
