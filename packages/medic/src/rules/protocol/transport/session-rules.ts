import type { AnyCheck, HttpSessionFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle, findObstacles, isServed } from '../http-obstacle.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const SPEC = '2025-11-25 basic/transports#session-management';
const COMMON = { group: 'transport', eras: ['legacy'], transports: ['http'], since: '2025-03-26' } as const;

const required: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.session-required',
  title: 'Answers a request without its session id with 400',
  level: 'SHOULD',
  spec: SPEC,
  why: 'The status tells the author of a client what is missing; a request served without a session is served to anybody.',
  fix: 'Answer requests other than initialize that lack Mcp-Session-Id with HTTP 400.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': facts }) {
    const open = whyOpen(facts);
    if (open !== undefined) return open;
    const { withoutId } = facts;
    const obstacle = findObstacle(withoutId);
    if (obstacle !== undefined) return notTested(obstacle);
    if (withoutId.http?.status === 400) return PASS;
    return warn(
      quoteTurn(withoutId, isServed(withoutId) ? 'a request without the session id was served' : 'a request without the session id was not answered with 400'),
    );
  },
});

const unknown: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.session-unknown',
  title: 'Answers a session id it does not know with 404',
  level: 'MUST',
  spec: SPEC,
  why: 'Only on 404 does a client open a new session; after a restart of the server every other status leaves it broken until it is restarted too.',
  fix: 'Answer requests whose Mcp-Session-Id is unknown or over with HTTP 404.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': facts }) {
    const open = whyOpen(facts);
    if (open !== undefined) return open;
    const { unknownId, strangeId } = facts;
    const obstacle = findObstacle(unknownId);
    if (obstacle !== undefined) return notTested(obstacle);
    // No client comes with an id of another form than the server's own, so only that one is served counts.
    if (unknownId.http?.status === 404)
      return isServed(strangeId) ? fail(quoteTurn(strangeId, 'a request with a session id of another form than its own was served')) : PASS;
    return fail(
      quoteTurn(unknownId, isServed(unknownId) ? 'a request with an unknown session id was served' : 'an unknown session id was not answered with 404'),
    );
  },
});

const terminated: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.session-terminated',
  title: 'Answers requests in a session that was deleted with 404',
  level: 'MUST',
  spec: SPEC,
  why: 'A session that was ended must be of no use to whoever finds its id.',
  fix: 'Forget the session on DELETE and answer its id with HTTP 404.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': facts }) {
    const open = whyOpen(facts);
    if (open !== undefined) return open;
    const { afterDelete, unknownId } = facts;
    if (afterDelete === undefined) return notTested('DELETE did not end the session');
    const obstacle = findObstacle(afterDelete);
    if (obstacle !== undefined) return notTested(obstacle);
    if (afterDelete.http?.status === 404) return PASS;
    // A server that answers every unknown id so has one fault, not two.
    if (afterDelete.http?.status === unknownId.http?.status && isServed(afterDelete) === isServed(unknownId)) return notTested('see ht.session-unknown');
    return fail(quoteTurn(afterDelete, 'a request in the deleted session was not answered with 404'));
  },
});

const cross: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.session-cross',
  title: 'Knows a session on every connection',
  level: 'practice',
  why: 'Clients open new connections at will, and load balancers send them to any replica; a session kept in one of them breaks at random.',
  fix: 'Keep sessions where every connection and replica finds them, or route by Mcp-Session-Id.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': { ids, withId, besides } }) {
    if (ids.issued === 0) return notApplicable('the server hands out no session ids');
    const obstacle = findObstacles(withId, besides);
    if (obstacle !== undefined) return notTested(obstacle);
    const lost = [withId, besides].find((turn) => turn.http?.status === 404);
    if (lost !== undefined) return fail(quoteTurn(lost, 'a session that was just opened is unknown on another connection'));
    return isServed(withId) ? PASS : notTested(`a plain request in the session was refused with HTTP ${withId.http?.status ?? '(no response)'}`);
  },
});

export const checks: readonly AnyCheck[] = [required, unknown, terminated, cross];

/** Nothing can be said of refusals when there are no sessions, or when good requests are refused as well. */
function whyOpen({ ids, withId }: HttpSessionFacts): ReturnType<typeof notTested> | undefined {
  if (ids.issued === 0) return notApplicable('the server hands out no session ids');
  const obstacle = findObstacle(withId);
  if (obstacle !== undefined) return notTested(obstacle);
  if (isServed(withId)) return undefined;
  return notTested(`a plain request in the session was refused with HTTP ${withId.http?.status ?? '(no response)'}`);
}
