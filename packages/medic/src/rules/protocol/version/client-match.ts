import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** The official SDK's client begins with initialize unless told otherwise (v2.4.0, 2026-11-20). */
export const check: AnyCheck = defineCheck({
  id: 'ver.client-match',
  group: 'version',
  title: 'Answers initialize, with which most clients begin',
  level: 'practice',
  why: 'Most clients still begin with initialize, and one that does cannot use a server that only knows server/discover.',
  fix: 'Serve both eras: the SDKs have an option for it (TypeScript: legacy "stateless" or "serve").',
  eras: ['modern'],
  needs: ['survey'],

  judge({ survey: { initialize }, run }) {
    if (run.eras.includes('legacy')) return PASS;
    if (initialize === undefined) return notApplicable('the run was restricted to 2026-07-28');
    return warn(quoteTurn(initialize, 'a client that begins with initialize is refused'));
  },
});
