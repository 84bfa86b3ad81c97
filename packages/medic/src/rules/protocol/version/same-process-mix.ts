import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, passWith, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Servers may pin a process to the era they see first; the Python SDK does (2.3.0, run 2026-11-20). Only an exit or silence hurts. */
export const check: AnyCheck = defineCheck({
  id: 'ver.same-process-mix',
  group: 'version',
  title: 'Answers initialize after server/discover in the same process, with a result or an error',
  level: 'practice',
  why: 'A client that falls back to initialize without a new process hangs when nothing answers.',
  fix: 'Answer initialize after server/discover, with a result or an error, and keep running.',
  eras: ['modern'],
  transports: ['stdio'],
  needs: ['same-process'],

  judge({ 'same-process': { discover, initialize } }) {
    if (discover.answer?.result === undefined) return notApplicable('server/discover got no result in that process');
    const what = initialize.answer?.result === undefined ? 'initialize was refused after server/discover' : 'initialize was served after server/discover';
    return initialize.answer === undefined
      ? warn(quoteTurn(initialize, 'initialize after server/discover got no answer'))
      : passWith(quoteTurn(initialize, what));
  },
});
