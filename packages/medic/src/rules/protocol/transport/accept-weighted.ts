import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacles, isServed } from '../http-obstacle.ts';
import { notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.accept-weighted',
  group: 'transport',
  title: 'Reads an Accept header with quality values',
  level: 'practice',
  why: 'HTTP libraries and proxies add quality values to the media types; a comparison of the plain text refuses them.',
  fix: 'Compare the media types without their parameters.',
  transports: ['http'],
  needs: ['http-posts'],

  judge({ 'http-posts': { plain, acceptsWeighted } }) {
    const obstacle = findObstacles(plain, acceptsWeighted);
    if (obstacle !== undefined) return notTested(obstacle);
    if (!isServed(plain)) return notTested('a plain request was not served');
    return isServed(acceptsWeighted) ? PASS : warn(quoteTurn(acceptsWeighted, 'both types with quality values were refused'));
  },
});
