import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { whyNoLogin } from './guard.ts';

export const check: AnyCheck = defineCheck({
  id: 'auth.late-login',
  group: 'auth',
  title: 'Asks for the token at the first message already, if it asks for one at all',
  level: 'practice',
  why: 'Clients look for 401 when they connect; behind an open handshake they show the server as connected, and without its tools.',
  fix: 'Answer initialize and server/discover without a token with HTTP 401 as well, or serve the lists to everybody.',
  transports: ['http'],
  since: '2025-03-26',
  withoutLogin: true,
  needs: ['auth-refusals', 'auth-metadata'],

  judge(view) {
    const { first, list } = view['auth-refusals'];
    if (list?.http?.status === 401 && first.answer?.result !== undefined) return warn(quoteTurn(list, 'the handshake took no token, tools/list wants one'));
    const obstacle = whyNoLogin(view);
    if (obstacle !== undefined) return obstacle;
    return first.http?.status === 401 ? PASS : notTested('the first message was not refused with 401, see auth.401');
  },
});
