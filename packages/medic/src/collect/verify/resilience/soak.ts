import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

const REQUESTS = 100;
const SHOWN = 3;
/** A busy machine is no fault of the server. */
const LIMIT_MS = 10_000;

/** Many requests in a row, on this machine only: other people's servers are not loaded. */
export const probe: AnyProbe = defineProbe({
  id: 'soak',
  where: 'shared',
  limitMs: 60_000,
  async observe({ shared, era, capabilities, run }) {
    if (!run.isLoopback) return { asked: 0, unanswered: [] };
    const peer = await shared();
    const method = harmlessMethod(era, capabilities);
    const unanswered: Turn[] = [];
    let asked = 0;
    while (asked < REQUESTS && unanswered.length < SHOWN) {
      const turn = await peer.request(method, undefined, { limitMs: LIMIT_MS });
      asked += 1;
      if (turn.answer === undefined) unanswered.push(turn);
    }
    return { asked, unanswered };
  },
});
