import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { whyNoLogin } from './guard.ts';

export const check: AnyCheck = defineCheck({
  id: 'auth.401',
  group: 'auth',
  title: 'Answers the first message without a token with HTTP 401',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#token-handling',
  why: 'Clients begin to log in when they see 401 and nothing else; any other answer reads as a broken or missing server.',
  fix: 'Answer requests without a token with status 401 and a WWW-Authenticate header, before anything else looks at them.',
  transports: ['http', 'sse'],
  since: '2025-03-26',
  withoutLogin: true,
  needs: ['auth-refusals', 'auth-metadata'],

  judge(view) {
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    const { first, discover } = view['auth-refusals'];
    if (first.http?.status !== 401) return fail(quoteTurn(first, `a request without a token got ${sayStatus(first.http?.status)} instead of 401`));
    if (discover === undefined || discover.http?.status === 401) return PASS;
    return against('fail', [quoteTurn(discover, `server/discover without a token got ${sayStatus(discover.http?.status)} instead of 401`)]);
  },
});

function sayStatus(status: number | undefined): string {
  return status === undefined ? 'no response' : `HTTP ${status}`;
}
