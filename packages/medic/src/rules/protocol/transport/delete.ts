import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const legacy: AnyCheck = defineCheck({
  id: 'ht.delete',
  group: 'transport',
  title: 'Ends a session on DELETE, or answers 405',
  level: 'practice',
  why: 'Clients say goodbye with DELETE; a server that fails at it keeps sessions of clients long gone.',
  fix: 'Answer DELETE of a session with a success status, or with HTTP 405 where clients may not end sessions.',
  eras: ['legacy'],
  transports: ['http'],
  needs: ['http-sessions'],

  judge({ 'http-sessions': { deleted, ids, withId } }) {
    if (ids.issued === 0) return notApplicable('the server hands out no session ids');
    const obstacle = findObstacle(deleted);
    if (obstacle !== undefined) return notTested(obstacle);
    const { status = 0 } = deleted.http ?? {};
    if (status === 405 || (status >= 200 && status < 300)) return PASS;
    if (withId.answer?.result === undefined) return notTested('no request in the session is served');
    return warn(quoteTurn(deleted, status === 0 ? 'DELETE got no response' : `DELETE was answered with HTTP ${status}`));
  },
});

const modern: AnyCheck = defineCheck({
  id: 'ht.delete-405',
  group: 'transport',
  title: 'Answers DELETE with 405 where no older client is served',
  level: 'SHOULD',
  spec: '2026-07-28 basic/transports/streamable-http#earlier-streamable-http-revisions',
  why: 'There is no session to end; older clients understand 405.',
  fix: 'Answer DELETE with HTTP 405.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['stateless'],

  judge({ stateless: { delete: sent } }) {
    if (sent === undefined) return notApplicable('the server also serves older clients, which use DELETE');
    const obstacle = findObstacle(sent);
    if (obstacle !== undefined) return notTested(obstacle);
    return sent.http?.status === 405 ? PASS : warn(quoteTurn(sent, 'DELETE was not answered with 405'));
  },
});

export const checks: readonly AnyCheck[] = [legacy, modern];
