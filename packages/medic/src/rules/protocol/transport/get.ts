import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const legacy: AnyCheck = defineCheck({
  id: 'ht.get',
  group: 'transport',
  title: 'Answers GET with an event stream or with 405',
  level: 'MUST',
  spec: '2025-11-25 basic/transports#listening-for-messages-from-the-server',
  why: 'Clients open this stream after the handshake; any other answer is reported as an error, and silence keeps a connection busy.',
  fix: 'Open a text/event-stream and send its headers at once, or answer HTTP 405.',
  eras: ['legacy'],
  transports: ['http'],
  needs: ['get-streams'],

  judge({ 'get-streams': { first, ready } }) {
    const obstacle = (isOwnPage(first, ready) ? undefined : findObstacle(first)) ?? findObstacle(ready);
    if (obstacle !== undefined) return notTested(obstacle);
    const { status, contentType } = first.http ?? {};
    if (status === 405 || (status === 200 && contentType === 'text/event-stream')) return PASS;
    if ((ready.http?.status ?? 500) >= 400)
      return notTested(`the session is not served: notifications/initialized got HTTP ${ready.http?.status ?? '(no response)'}`);
    return fail(quoteTurn(first, status === undefined ? `GET got no response within ${first.ms} ms` : 'GET got neither an event stream nor 405'));
  },
});

const modern: AnyCheck = defineCheck({
  id: 'ht.get-405',
  group: 'transport',
  title: 'Answers GET with 405 where no older client is served',
  level: 'SHOULD',
  spec: '2026-07-28 basic/transports/streamable-http#earlier-streamable-http-revisions',
  why: 'Older clients tell by this status that no stream is to be had, and go on.',
  fix: 'Answer GET with HTTP 405.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['stateless'],

  judge({ stateless: { get, withSession } }) {
    if (get === undefined) return notApplicable('the server also serves older clients, which use GET');
    const obstacle = isOwnPage(get, withSession) ? undefined : findObstacle(get);
    if (obstacle !== undefined) return notTested(obstacle);
    return get.http?.status === 405 ? PASS : warn(quoteTurn(get, 'GET was not answered with 405'));
  },
});

/** A web page is an obstacle only where the server itself is not reached. */
function isOwnPage(get: Turn, other: Turn): boolean {
  return get.http?.contentType === 'text/html' && findObstacle(other) === undefined;
}

export const checks: readonly AnyCheck[] = [legacy, modern];
