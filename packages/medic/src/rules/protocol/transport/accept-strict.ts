import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { against } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const ASKED = { acceptsAnything: '*/*', acceptsJson: 'application/json', acceptsEvents: 'text/event-stream' } as const;

export const check: AnyCheck = defineCheck({
  id: 'ht.accept-strict',
  group: 'transport',
  title: 'Serves or refuses in order a client that accepts one media type only',
  level: 'practice',
  why: 'A client that lists one type should be served or told 406; an internal error says nothing to the person who looks for the cause.',
  fix: 'Answer in the accepted type, or with HTTP 406 and a body that names both types.',
  transports: ['http'],
  needs: ['http-posts'],

  judge({ 'http-posts': posts }) {
    const odd = Object.entries(ASKED).flatMap(([key, accept]) => {
      const turn = posts[key as keyof typeof ASKED];
      const isOdd = findObstacle(turn) === undefined && (turn.end === 'silent' || (turn.http?.status ?? 500) >= 500);
      return isOdd ? [quoteTurn(turn, `a request with Accept: ${accept} was neither served nor refused`)] : [];
    });
    return against('warn', odd);
  },
});
