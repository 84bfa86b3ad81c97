import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, passWith } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Everything else rests on this: initialize (2024-10-07 to 2025-11-25), server/discover (2026-07-28), or both. */
export const check: AnyCheck = defineCheck({
  id: 'ver.era',
  group: 'version',
  title: 'Answers initialize or server/discover',
  level: 'MUST',
  spec: '2026-07-28 basic/versioning#backward-compatibility',
  why: 'A server that answers neither first message cannot be used by any client.',
  fix: 'Start the server by hand and watch its log: it must answer initialize, server/discover, or both.',
  withoutLogin: true,
  needs: ['survey'],

  judge({ survey: { initialize, discover }, run }) {
    if (run.eras.length > 0) return passWith({ what: `speaks ${run.eras.map((era) => (era === 'legacy' ? 'initialize' : 'server/discover')).join(' and ')}` });
    if (run.needsLogin) return notTested('the server wants a login before it answers');
    const turns = [initialize, discover].filter((turn) => turn !== undefined);
    const [first, ...more] = turns.map((turn) => quoteTurn(turn, `${turn.what} was not answered with a result`));
    return first === undefined ? notTested('nothing could be sent') : fail(first, ...more);
  },
});
