import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const soak: AnyCheck = defineCheck({
  id: 'res.soak',
  group: 'resilience',
  title: 'Answers a hundred requests in a row',
  level: 'practice',
  why: 'A long session has far more requests than that.',
  fix: 'Look for what grows or runs out with every request: listeners, files, connections.',
  needs: ['soak'],

  judge({ soak: { asked, unanswered } }) {
    if (asked === 0) return notTested("it is done on this machine only, not on other people's servers");
    return against(
      'fail',
      unanswered.map((turn) => quoteTurn(turn, `among ${asked} requests in a row`)),
    );
  },
});

const payload: AnyCheck = defineCheck({
  id: 'res.payload-limit',
  group: 'resilience',
  title: 'Takes a body of 1 and 3 MiB, or refuses it with a status',
  level: 'practice',
  why: 'Files and images travel as arguments; a connection that is cut instead of an answer looks like a crash.',
  fix: 'Raise the body limit, or answer HTTP 413.',
  transports: ['http', 'sse'],
  needs: ['payloads'],

  judge({ payloads: { sizes, after } }) {
    if (sizes.length === 0) return notTested("it is done on this machine only, not on other people's servers");
    const cut = sizes.filter(({ turn }) => turn.answer === undefined && (turn.http?.status ?? 0) < 400);
    if (after.answer === undefined) return fail(quoteTurn(after, 'after large bodies the server answered no more'));
    return against(
      'warn',
      cut.map(({ mebibytes, turn }) => quoteTurn(turn, `a body of ${mebibytes} MiB got neither an answer nor a refusal`)),
    );
  },
});

const stop: AnyCheck = defineCheck({
  id: 'res.graceful-stop',
  group: 'resilience',
  title: 'Ends open subscriptions with a last result when it is asked to stop',
  level: 'SHOULD',
  spec: '2026-07-28 basic/patterns/subscriptions',
  why: 'A client tells an ordered end from a crash by it, and does not start the server again at once.',
  fix: 'On SIGTERM answer each subscriptions/listen request before exiting.',
  eras: ['modern'],
  transports: ['stdio'],
  needs: ['graceful-stop'],

  judge({ 'graceful-stop': { listening, turn } }) {
    if (!listening) return notApplicable('the server acknowledged no subscription');
    return turn.answer === undefined ? warn(quoteTurn(turn, 'SIGTERM came during the subscription and no last result followed')) : PASS;
  },
});

export const checks: readonly AnyCheck[] = [soak, payload, stop];
