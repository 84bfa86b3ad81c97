import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** The published revisions, and those whose agreement is the fault of another check: ver.unknown-version, ver.future-version. */
const ANSWERED_OTHERWISE: readonly unknown[] = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28', '1999-01-01'];

const ALMOST = /^2024-10-07$|draft/i;

/** 2024-10-07 and draft names were never published as a revision. */
export const check: AnyCheck = defineCheck({
  id: 'ver.known-string',
  group: 'version',
  title: 'Negotiates a published revision',
  level: 'practice',
  why: 'Clients on the official SDKs hang up when the answered protocolVersion is none they know.',
  fix: 'Answer with a published revision, best the one that was asked for.',
  eras: ['legacy'],
  needs: ['survey', 'legacy-revisions', 'odd-initialize'],

  judge({ survey: { initialize }, 'legacy-revisions': turns, 'odd-initialize': { unknown } }) {
    const all = [...(initialize === undefined ? [] : [initialize]), unknown, ...Object.values(turns).filter((turn) => turn.peer !== initialize?.peer)];
    const odd = all.filter(
      ({ answer }) => typeof answer?.result?.['protocolVersion'] === 'string' && !ANSWERED_OTHERWISE.includes(answer.result['protocolVersion']),
    );
    // Of 2024-10-07 and drafts some clients know; of anything else none does, and each hangs up.
    const agreed = initialize?.answer?.result?.['protocolVersion'];
    const isHopeless = typeof agreed === 'string' && !ANSWERED_OTHERWISE.includes(agreed) && !ALMOST.test(agreed);
    return against(
      isHopeless ? 'fail' : 'warn',
      odd.map((turn) => quoteTurn(turn, 'the answered revision was never published')),
    );
  },
});
