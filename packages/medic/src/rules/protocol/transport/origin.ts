import type { AnyCheck, OriginFacts, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteHeaders } from '../quote-headers.ts';

const SPEC = '2025-11-25 basic/transports#security-warning';
const COMMON = { group: 'transport', transports: ['http', 'sse'], withoutLogin: true, needs: ['origins'] } as const;

const foreign: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.origin',
  title: 'Refuses requests from the pages of other sites',
  level: 'MUST',
  spec: SPEC,
  why: 'Any page the user opens can otherwise talk to the server in the background, call its tools and read the answers (DNS rebinding).',
  fix: 'Compare Origin with the origins that may use the server and answer others with HTTP 403.',

  judge({ origins }) {
    const open = whyOpen(origins, origins.foreign);
    if (open !== undefined) return open;
    return isTaken(origins.foreign) ? fail(quote(origins.foreign, 'a request from http://evil.example was served')) : PASS;
  },
});

const status: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.origin-403',
  title: 'Answers a foreign Origin with 403',
  level: 'MUST',
  spec: SPEC,
  why: 'The status tells the operator of a legitimate page that its origin has to be allowed.',
  fix: 'Answer HTTP 403 when Origin is present and not allowed.',
  transports: ['http'],
  since: '2025-11-25',

  judge({ origins }) {
    const open = whyOpen(origins, origins.foreign);
    if (open !== undefined) return open;
    if (isTaken(origins.foreign)) return notTested('see ht.origin');
    return origins.foreign.http?.status === 403 ? PASS : fail(quote(origins.foreign, 'a foreign Origin was refused with another status than 403'));
  },
});

const host: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.origin-host',
  title: 'Refuses a foreign Host on a server of this machine',
  level: 'practice',
  why: 'After DNS rebinding the browser takes the page and the local server for one origin; only the Host header still gives it away.',
  fix: 'Serve only the Host values under which the server is meant to be reached, such as localhost and 127.0.0.1.',

  judge({ origins, run }) {
    const { foreignHost } = origins;
    if (foreignHost === undefined) return notApplicable(run.isLoopback ? 'no other Host was tried' : 'the server is not on this machine');
    const open = whyOpen(origins, foreignHost);
    if (open !== undefined) return open;
    return isTaken(foreignHost) ? warn(quote(foreignHost, 'a request with Host: evil.example was served')) : PASS;
  },
});

const none: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.origin-none',
  title: 'Serves clients that send no Origin',
  level: 'practice',
  why: 'Only browsers send this header; every other client is shut out.',
  fix: 'Refuse an Origin that is present and not allowed, and serve requests without one.',

  judge({ origins: { none: without, own, page } }) {
    if (isTaken(without)) return PASS;
    const obstacle = findObstacle(without);
    if (obstacle !== undefined) return notTested(obstacle);
    const served = [own, page].find((turn) => turn !== undefined && isTaken(turn));
    if (served === undefined) return notTested(`the first message was refused with HTTP ${without.http?.status ?? '(no response)'} either way`);
    return fail(quote(without, 'a request without Origin was refused'), quote(served, 'the same request with an Origin was served'));
  },
});

const own: AnyCheck = defineCheck({
  ...COMMON,
  id: 'ht.origin-own',
  title: 'Serves requests from its own origin',
  level: 'practice',
  why: 'A page that the server itself delivers sends exactly this Origin.',
  fix: 'Allow the origin of the address under which the server is reached.',

  judge({ origins, run }) {
    if (origins.own === undefined)
      return notApplicable(run.isLoopback ? 'its own origin was not tried' : 'which pages may use a public server is for its operator to say');
    if (!isTaken(origins.none)) return notTested('the first message was refused without Origin as well');
    const obstacle = findObstacle(origins.own);
    if (obstacle !== undefined) return notTested(obstacle);
    if (origins.own.http?.status === undefined) return notTested('no response came');
    return isTaken(origins.own) ? PASS : warn(quote(origins.own, 'a request from its own origin was refused'));
  },
});

export const checks: readonly AnyCheck[] = [foreign, status, host, none, own];

/** Refused alike with and without the header: the refusal is about something else. */
function whyOpen({ none: without }: OriginFacts, turn: Turn): ReturnType<typeof notTested> | undefined {
  const obstacle = findObstacle(turn);
  if (obstacle !== undefined) return notTested(obstacle);
  if (turn.http?.status === undefined) return notTested('no response came');
  if (isTaken(turn) || isTaken(without) || without.http?.status !== turn.http.status) return undefined;
  return notTested(`the first message was refused with HTTP ${turn.http.status} either way`);
}

function isTaken({ answer, http }: Turn): boolean {
  return answer?.result !== undefined || (http?.status === 200 && http.contentType === 'text/event-stream');
}

function quote(turn: Turn, what: string): ReturnType<typeof quoteHeaders> {
  const { answer } = turn;
  const said = quoteHeaders(turn, what, ['origin', 'host', 'content-type']);
  return answer === undefined ? said : { ...said, quote: `${said.quote ?? ''}\n${JSON.stringify(answer.json).slice(0, 200)}` };
}
