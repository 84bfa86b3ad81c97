import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacles, isServed } from '../http-obstacle.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.content-type-other',
  group: 'transport',
  title: 'Refuses a POST whose Content-Type is not application/json',
  level: 'practice',
  why: 'A web page may post text/plain to any address without asking first; a server that takes it can be used from every page the user opens.',
  fix: 'Answer other content types with HTTP 415.',
  transports: ['http'],
  needs: ['http-posts'],

  judge({ 'http-posts': { plain, plainText } }) {
    const obstacle = findObstacles(plain, plainText);
    if (obstacle !== undefined) return notTested(obstacle);
    if (!isServed(plain)) return notTested('a plain request was not served');
    return isServed(plainText) ? warn(quoteTurn(plainText, 'a request with Content-Type: text/plain was served')) : PASS;
  },
});
