import type { AnyCheck, Check } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { whyNoLogin } from './guard.ts';

const COMMON: Pick<Check, 'group' | 'transports' | 'withoutLogin' | 'since'> = {
  group: 'auth',
  transports: ['http', 'sse'],
  withoutLogin: true,
  since: '2025-03-26',
};
const NEEDS = ['auth-refusals', 'auth-metadata', 'auth-tokens'] as const;

const refused: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.bad-token',
  title: 'Answers a token that nobody issued with HTTP 401',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#token-handling',
  why: 'A server that takes any token has no lock; one that answers with another status never makes a client log in again.',
  fix: 'Validate every token and answer 401 with error="invalid_token" when it does not hold.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { unknown } = view['auth-tokens'];
    if (unknown.answer?.result !== undefined) return fail(quoteTurn(unknown, 'a token that nobody issued was accepted'));
    if (unknown.http?.status === 401) return PASS;
    // The same wrong status as without any token is one fault, not two.
    if (unknown.http?.status === view['auth-refusals'].first.http?.status) return notTested('the server answers without a token just so, see auth.401');
    return fail(quoteTurn(unknown, `a token that nobody issued got HTTP ${unknown.http?.status ?? 'no response'} instead of 401`));
  },
});

const named: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.bad-token-error',
  title: 'Says invalid_token where a token is wrong',
  level: 'practice',
  why: 'RFC 6750 gives clients this word to tell "log in again" from "log in".',
  fix: 'Add error="invalid_token" to WWW-Authenticate when a token was sent and does not hold.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { unknown, unknownChallenge } = view['auth-tokens'];
    if (unknown.http?.status !== 401) return notTested('the wrong token was not refused with 401, see auth.bad-token');
    if (unknownChallenge === undefined || unknownChallenge.faults.length > 0) return notTested('there is no challenge that can be read');
    if (unknownChallenge.schemes.some(({ params }) => params['error'] === 'invalid_token')) return PASS;
    return warn(quoteTurn(unknown, 'the challenge names no error'), { what: 'WWW-Authenticate', quote: unknownChallenge.raw });
  },
});

const inAddress: AnyCheck = defineCheck({
  ...COMMON,
  id: 'auth.query-token',
  title: 'Refuses a token in the address',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#access-token-usage',
  why: 'Addresses end up in logs, histories and Referer headers, and the token with them.',
  fix: 'Read tokens from the Authorization header only.',
  needs: NEEDS,

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const turn = view['auth-tokens'].inAddress;
    if (turn !== undefined) return turn.answer?.result === undefined ? PASS : fail(quoteTurn(turn, 'the token in ?access_token= was accepted'));
    return view.run.isLoopback
      ? notTested('it takes a token that the server accepts: give one with --header "Authorization: Bearer …"')
      : notTested('the token would end up in the logs of a remote server; this is tried on loopback only');
  },
});

export const checks: readonly AnyCheck[] = [refused, named, inAddress];
