import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.future-version',
  group: 'version',
  title: 'Answers initialize with 2026-07-28 by a revision that has initialize',
  level: 'MUST',
  spec: '2025-11-25 basic/lifecycle#version-negotiation',
  why: 'From 2026-07-28 on there is no initialize; a server that agrees to it there leaves the client with rules that contradict each other.',
  fix: 'Let initialize negotiate revisions up to 2025-11-25 only.',
  eras: ['legacy'],
  needs: ['odd-initialize'],

  judge({ 'odd-initialize': { future } }) {
    const version = future.answer?.result?.['protocolVersion'];
    if (typeof version !== 'string' && future.answer?.result !== undefined) return notTested('the result names no revision, see ver.legacy-init');
    if (typeof version !== 'string') return fail(quoteTurn(future, 'asked for 2026-07-28 and got no result with a protocolVersion'));
    return version >= '2026-07-28' ? fail(quoteTurn(future, `initialize agreed to ${version}`)) : PASS;
  },
});
