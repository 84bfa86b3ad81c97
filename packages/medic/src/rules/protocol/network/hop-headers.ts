import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacles, isServed } from '../http-obstacle.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const FIX = 'Let the proxy pass on Mcp-*, MCP-Protocol-Version, Authorization and Last-Event-ID as they are.';
const WHY = 'Proxies with a list of allowed headers drop those they do not know; the server then refuses every good client.';
const COMMON = {
  id: 'http.hop-headers',
  group: 'network',
  title: 'Gets the Mcp-* headers that clients send',
  level: 'practice',
  why: WHY,
  fix: FIX,
  transports: ['http'],
} as const;

export const check: AnyCheck = defineCheck({
  ...COMMON,
  eras: ['legacy'],
  needs: ['survey', 'http-sessions'],

  judge({ survey: { discover }, 'http-sessions': { ids, withId, withoutId, withoutVersion } }) {
    const obstacle = findObstacles(withId, withoutId);
    if (obstacle !== undefined) return notTested(obstacle);
    if (discover?.answer?.error?.code === -32_020) return fail(quoteTurn(discover, 'a request with all headers was refused for want of them'));
    if (isServed(withId)) return PASS;
    if (ids.issued === 0) return notTested('the server hands out no session ids, so nothing shows whether headers arrive');
    const isAlike = !isServed(withoutVersion) && withId.http?.status === 400 && withoutId.http?.status === 400 && withId.http.body === withoutId.http.body;
    if (!isAlike) return notTested(`a request in the session was refused with HTTP ${withId.http?.status ?? '(no response)'}`);
    return fail(
      quoteTurn(withId, 'a request with its session id was refused'),
      quoteTurn(withoutId, 'and so, word for word, was the same request without the id'),
    );
  },
});
