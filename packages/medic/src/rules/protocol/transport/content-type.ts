import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacles, isServed } from '../http-obstacle.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.content-type',
  group: 'transport',
  title: 'Takes application/json with a charset parameter',
  level: 'practice',
  why: 'Several HTTP libraries add "; charset=utf-8" to JSON bodies by themselves, and their clients cannot connect otherwise.',
  fix: 'Compare the media type without its parameters.',
  transports: ['http'],
  needs: ['http-posts'],

  judge({ 'http-posts': { plain, charset } }) {
    const obstacle = findObstacles(plain, charset);
    if (obstacle !== undefined) return notTested(obstacle);
    if (!isServed(plain)) return notTested('a plain request was not served');
    return isServed(charset) ? PASS : warn(quoteTurn(charset, 'Content-Type: application/json; charset=utf-8 was refused'));
  },
});
