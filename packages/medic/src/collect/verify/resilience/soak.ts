import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

const REQUESTS = 100;
const SHOWN = 3;

/** Many requests in a row, on this machine only: other people's servers are not loaded. */
export const probe: AnyProbe = defineProbe({
  id: 'soak',
  where: 'shared',
  async observe({ shared, era, capabilities, run }) {
    if (!run.isLoopback) return { asked: 0, unanswered: [] };
    const peer = await shared();
    const method = harmlessMethod(era, capabilities);
    const unanswered: Turn[] = [];
    let asked = 0;
    while (asked < REQUESTS && unanswered.length < SHOWN) {
      const turn = await peer.request(method, undefined, { limitMs: 3_000 });
      asked += 1;
      if (turn.answer === undefined) unanswered.push(turn);
    }
    return { asked, unanswered };
  },
});
