import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle, isServed } from '../http-obstacle.ts';
import { against, notTested, PASS, warn } from '../judgements.ts';
import { quoteHeaders } from '../quote-headers.ts';
import { quoteTurn } from '../quote-turn.ts';

const SPEC = '2026-07-28 basic/transports/streamable-http#earlier-streamable-http-revisions';

const ignored: AnyCheck = defineCheck({
  id: 'ht.session-ignored',
  group: 'transport',
  title: 'Ignores Mcp-Session-Id and Last-Event-ID in the stateless era',
  level: 'SHOULD',
  spec: SPEC,
  why: 'Clients and proxies of the older era go on sending both headers.',
  fix: 'Serve requests of 2026-07-28 whatever stands in these headers.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['stateless'],

  judge({ stateless: { withSession } }) {
    const obstacle = findObstacle(withSession);
    if (obstacle !== undefined) return notTested(obstacle);
    return isServed(withSession) ? PASS : warn(quoteTurn(withSession, 'a request with a session id was refused'));
  },
});

const minted: AnyCheck = defineCheck({
  id: 'ht.session-none',
  group: 'transport',
  title: 'Hands out no session id in the stateless era',
  level: 'SHOULD',
  spec: SPEC,
  why: 'A session id tells clients and load balancers that there is state to be kept, where there must be none.',
  fix: 'Leave Mcp-Session-Id out of answers to 2026-07-28 requests.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['survey', 'stateless'],

  judge({ survey: { discover }, stateless: { withSession } }) {
    const turns = [discover, withSession].filter((turn) => turn?.http?.headers['mcp-session-id'] !== undefined);
    return against(
      'warn',
      turns.flatMap((turn) => (turn === undefined ? [] : [quoteHeaders(turn, 'the response hands out a session id', ['mcp-session-id'])])),
    );
  },
});

export const checks: readonly AnyCheck[] = [ignored, minted];
