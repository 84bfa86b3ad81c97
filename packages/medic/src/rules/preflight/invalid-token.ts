import type { AnyPreflightCheck, PreflightRun } from '../../model/index.ts';
import type { Judgement, Turn } from '../../model/verify/index.ts';
import { fail, notTested, passWith, warn } from '../protocol/judgements.ts';
import { quoteTurn } from '../protocol/quote-turn.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

export const TOKEN_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.invalid-token',
    item: 'invalid-token',
    title: 'Refuses an invalid token with 401',
    why: 'A server that lets a made-up token in lets everybody in; one that answers another status sends clients into the wrong repair.',
    fix: 'Check the token of every request and answer 401 with a WWW-Authenticate header when it is not valid.',
    transports: ['http', 'sse'],
    needs: 'invalid-token',
    judge: ({ invalid }, run) => judgeRefusal(invalid, 'a made-up token', run),
  }),
  definePreflightCheck({
    id: 'pre.missing-token',
    item: 'invalid-token',
    title: 'Refuses a request without a token with 401',
    why: 'Whoever reaches the address could use the server with the rights it has.',
    fix: 'Require a token for every request of the MCP endpoint and answer 401 with a WWW-Authenticate header when there is none.',
    transports: ['http', 'sse'],
    needs: 'invalid-token',
    judge: ({ missing }, run) => judgeRefusal(missing, 'no token', run),
  }),
];

function judgeRefusal(turn: Turn, sent: string, { isLoopback, hasCredentials }: PreflightRun): Judgement {
  const { status } = turn.http ?? {};
  const evidence = quoteTurn(turn, `the answer to the first message with ${sent}`);
  if (status === undefined) return notTested(`no HTTP response came: ${turn.http?.error?.message ?? turn.end}`);
  if (status === 401) return passWith(evidence);
  if (status >= 500 || status === 429) return notTested(`the server answered HTTP ${status}, so the token was perhaps not looked at`);
  // On loopback, without any credential of ours, a server may rightly leave the door open while it is developed.
  return status < 300 && isLoopback && !hasCredentials ? warn(evidence) : fail(evidence);
}
