import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { against, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const SPEC = '2025-11-25 basic/transports#sending-messages-to-the-server';

const notification: AnyCheck = defineCheck({
  id: 'ht.notification-202',
  group: 'transport',
  title: 'Answers a notification with 202 and an empty body',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients try to read any other success as an answer to a request and report what they find there as an error.',
  fix: 'Answer an accepted notification with HTTP 202 without a body.',
  transports: ['http'],
  needs: ['survey', 'http-posts'],

  judge({ survey: { initialized }, 'http-posts': { notification: sent }, run }) {
    return judgeAccepted([...(initialized === undefined || run.era === 'modern' ? [] : [initialized]), sent], 'notification');
  },
});

const response: AnyCheck = defineCheck({
  id: 'ht.response-202',
  group: 'transport',
  title: 'Answers a response with 202 and an empty body, or refuses it',
  level: 'MUST',
  spec: SPEC,
  why: 'Answers of the client to questions of the server travel this way; clients read any other success as a message.',
  fix: 'Answer an accepted response with HTTP 202 without a body.',
  eras: ['legacy'],
  transports: ['http'],
  needs: ['http-posts'],

  judge: ({ 'http-posts': { response: sent } }) => (sent === undefined ? notTested('no response was sent') : judgeAccepted([sent], 'response')),
});

const handshake: AnyCheck = defineCheck({
  id: 'ht.initialized-accepted',
  group: 'transport',
  title: 'Accepts notifications/initialized after the handshake',
  level: 'practice',
  why: 'Clients on the official SDKs give up the connection when this POST is refused.',
  fix: 'Answer notifications/initialized with HTTP 202, with the headers that the handshake agreed on.',
  eras: ['legacy'],
  transports: ['http'],
  needs: ['survey', 'http-posts'],

  judge({ survey: { initialize, initialized }, 'http-posts': { plain } }) {
    if (initialize?.answer?.result === undefined || initialized === undefined) return notTested('the handshake did not get so far');
    if (plain.answer?.result === undefined) return notTested('no request in the session is served');
    const obstacle = findObstacle(initialized);
    if (obstacle !== undefined) return notTested(obstacle);
    const { status } = initialized.http ?? {};
    return against('fail', status !== undefined && status < 400 ? [] : [quoteTurn(initialized, 'the handshake was not let to its end')]);
  },
});

export const checks: readonly AnyCheck[] = [notification, response, handshake];

/** A refusal with 4xx is allowed; a success is 202 with nothing in it, and 5xx is neither. */
function judgeAccepted(turns: readonly Turn[], kind: string): ReturnType<typeof against> {
  const answered = turns.filter((turn) => findObstacle(turn) === undefined && turn.http?.status !== undefined);
  if (answered.length === 0) return notTested(turns.map((turn) => findObstacle(turn)).find((one) => one !== undefined) ?? `no answer came to the ${kind}`);
  if (answered.every(({ http }) => (http?.status ?? 0) >= 400 && (http?.status ?? 0) < 500))
    return notTested(`the ${kind} was refused with HTTP ${answered[0]?.http?.status}`);
  return against(
    'fail',
    answered.flatMap((turn) => {
      const { status = 0, body = '' } = turn.http ?? {};
      if (status >= 400 && status < 500) return [];
      if (status !== 202) return [quoteTurn(turn, `the ${kind} was answered with HTTP ${status}`)];
      return body.trim() === '' ? [] : [quoteTurn(turn, `the 202 to the ${kind} has a body`)];
    }),
  );
}
