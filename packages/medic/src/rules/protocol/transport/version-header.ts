import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle, findObstacles, isServed } from '../http-obstacle.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const SPEC = '2025-11-25 basic/transports#protocol-version-header';
const COMMON = { group: 'transport', eras: ['legacy'], transports: ['http'], since: '2025-06-18' } as const;

const good: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.version-header-good',
  title: 'Serves requests whose MCP-Protocol-Version is the revision agreed on',
  level: 'MUST',
  spec: SPEC,
  why: 'Every client since 2025-06-18 sends this header on every request after the handshake.',
  fix: 'Accept the header with each revision that initialize may answer with.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': { withId, withoutVersion } }) {
    const obstacle = findObstacle(withId);
    if (obstacle !== undefined) return notTested(obstacle);
    if (isServed(withId)) return PASS;
    if (!isServed(withoutVersion)) return notTested('requests in the session are refused with and without the header');
    return fail(quoteTurn(withId, 'the request was refused with the header'), quoteTurn(withoutVersion, 'the same request without it was served'));
  },
});

const newest: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.version-header-newest',
  title: 'Serves clients that name 2025-11-25 in MCP-Protocol-Version and agreed on 2025-06-18',
  level: 'practice',
  why: 'Some clients name the newest revision they know instead of the one agreed on, and then list no tools.',
  fix: 'Do not compare the header with the revision of the session; refuse only what is no revision.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': { withId, newestVersion } }) {
    if (newestVersion === undefined) return notApplicable('the server does not serve both 2025-11-25 and 2025-06-18');
    const obstacle = findObstacles(withId, newestVersion);
    if (obstacle !== undefined) return notTested(obstacle);
    if (!isServed(withId)) return notTested('a plain request in the session was refused');
    return isServed(newestVersion) ? PASS : warn(quoteTurn(newestVersion, 'MCP-Protocol-Version: 2025-11-25 was refused'));
  },
});

const absent: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.version-header-absent',
  title: 'Serves requests without MCP-Protocol-Version',
  level: 'SHOULD',
  spec: SPEC,
  why: 'Clients older than 2025-06-18 do not know the header.',
  fix: 'Take an absent header for the revision of the session, or for 2025-03-26.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': { withId, withoutVersion } }) {
    const obstacle = findObstacles(withId, withoutVersion);
    if (obstacle !== undefined) return notTested(obstacle);
    if (isServed(withoutVersion)) return PASS;
    if (!isServed(withId)) return notTested('requests in the session are refused with and without the header');
    return warn(quoteTurn(withoutVersion, 'a request without the header was refused'));
  },
});

const bad: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.version-header-bad',
  title: 'Answers an MCP-Protocol-Version that is no revision with 400',
  level: 'MUST',
  spec: SPEC,
  why: 'The header is how both sides make sure that they speak the same revision.',
  fix: 'Answer a value the server does not support with HTTP 400.',
  needs: ['http-sessions'],

  judge({ 'http-sessions': { withId, badVersion } }) {
    const obstacle = findObstacles(withId, badVersion);
    if (obstacle !== undefined) return notTested(obstacle);
    if (!isServed(withId)) return notTested('a plain request in the session was refused');
    if (badVersion.http?.status === 400) return PASS;
    return fail(
      quoteTurn(
        badVersion,
        isServed(badVersion) ? 'MCP-Protocol-Version: 1999-01-01 was accepted' : 'MCP-Protocol-Version: 1999-01-01 was not answered with 400',
      ),
    );
  },
});

export const checks: readonly AnyCheck[] = [good, newest, absent, bad];
