import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacles, isServed } from '../http-obstacle.ts';
import { against, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.parallel',
  group: 'transport',
  title: 'Answers each of several requests that come at the same time',
  level: 'practice',
  why: 'Clients list tools, prompts and resources at once; a lost answer looks like a server that hangs.',
  fix: 'Keep the state of a request with the request, not with the session or the server.',
  transports: ['http'],
  needs: ['http-posts'],

  judge({ 'http-posts': { plain, parallel } }) {
    if (!isServed(plain)) return notTested('a plain request was not served');
    const lost = parallel.filter((turn) => !isServed(turn) || turn.answer?.id === 'no');
    const obstacle = findObstacles(...lost.filter(({ http }) => http?.status !== undefined));
    if (obstacle !== undefined) return notTested(obstacle);
    return against(
      'fail',
      lost.map((turn) => quoteTurn(turn, `one of ${parallel.length} requests sent at the same time was not answered`)),
    );
  },
});
