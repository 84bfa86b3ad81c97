import type { Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

/** 2024-10-07 was never published as a specification; clients list it, servers need not. */
const ASKED = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;

/** One `initialize` per revision. A session of its own each, because a second `initialize` in one session is a fault of the client. */
export const probe: AnyProbe = defineProbe({
  id: 'legacy-revisions',
  where: 'own',
  eras: ['legacy'],
  limitMs: 90_000,
  async observe({ open, observe, revision }) {
    const { initialize, afterDiscover } = await observe('survey');
    const turns: Record<string, Turn> = initialize === undefined ? {} : { [revision]: initialize };
    // What was refused there may be served in a process of its own.
    if (afterDiscover?.turn.answer?.result !== undefined) turns[afterDiscover.revision] ??= afterDiscover.turn;
    for (const wanted of ASKED) {
      if (turns[wanted] !== undefined) continue;
      const peer = await open({ revision: wanted, handshake: 'initialize-only' });
      if (peer.opening !== undefined) turns[wanted] = peer.opening.initialize;
      await peer.close();
    }
    return turns;
  },
});
