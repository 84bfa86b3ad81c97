import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** Servers that compare strictly refuse every client newer than themselves; the error sample of 2025-11-25 invites it. */
export const check: AnyCheck = defineCheck({
  id: 'ver.unknown-version',
  group: 'version',
  title: 'Answers an unknown revision with one of its own instead of an error',
  level: 'MUST',
  spec: '2025-11-25 basic/lifecycle#version-negotiation',
  why: 'Every client that is newer than the server is locked out when an unknown revision is an error.',
  fix: 'Answer initialize successfully with the newest protocolVersion the server knows; the client decides whether it can use it.',
  eras: ['legacy'],
  needs: ['odd-initialize'],

  judge({ 'odd-initialize': { unknown } }) {
    const version = unknown.answer?.result?.['protocolVersion'];
    if (typeof version !== 'string' && unknown.answer?.result !== undefined) return notTested('the result names no revision, see ver.legacy-init');
    if (typeof version !== 'string') return fail(quoteTurn(unknown, 'asked for 1999-01-01 and got no result with a protocolVersion'));
    return version === '1999-01-01' ? fail(quoteTurn(unknown, 'the server agreed to 1999-01-01, which does not exist')) : PASS;
  },
});
