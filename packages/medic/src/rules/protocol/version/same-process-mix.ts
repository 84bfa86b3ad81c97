import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, passWith, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/**
 * The era is a matter of each request (2026-07-28), yet servers of both eras may pin a process to the one they see first: the Python SDK
 * does (2.3.0, run 2026-11-20), and Claude Code 2.1.280 sent initialize after server/discover (seen in its issues, 2026-08).
 */
export const check: AnyCheck = defineCheck({
  id: 'ver.same-process-mix',
  group: 'version',
  title: 'Goes on with initialize after server/discover in the same process, if it serves both eras',
  level: 'practice',
  why: 'Some clients ask for server/discover and then fall back to initialize without a new process; they fail or hang here.',
  fix: 'Decide the era for each request, not once for the process.',
  eras: ['modern'],
  transports: ['stdio'],
  needs: ['same-process'],

  judge({ 'same-process': { discover, initialize }, run }) {
    if (discover.answer?.result === undefined) return notApplicable('server/discover got no result in that process');
    if (initialize.answer === undefined) return warn(quoteTurn(initialize, 'initialize after server/discover got no answer'));
    if (initialize.answer.result !== undefined) return passWith(quoteTurn(initialize, 'initialize was served after server/discover'));
    const refused = quoteTurn(initialize, 'initialize was refused after server/discover');
    return run.eras.includes('legacy') ? warn(refused) : passWith(refused);
  },
});
