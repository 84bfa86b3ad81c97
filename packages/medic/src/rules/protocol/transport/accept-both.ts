import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findObstacle } from '../http-obstacle.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const TYPES: readonly string[] = ['application/json', 'text/event-stream'];

export const check: AnyCheck = defineCheck({
  id: 'ht.accept-both',
  group: 'transport',
  title: 'Answers a POST with application/json or text/event-stream, labelled as what it is',
  level: 'MUST',
  spec: '2025-11-25 basic/transports#sending-messages-to-the-server',
  why: 'Clients choose by the Content-Type how to read the answer; with another one they report an unexpected content type.',
  fix: 'Accept clients that take both types; send Content-Type: application/json with a JSON body and text/event-stream with an event stream.',
  transports: ['http'],
  needs: ['survey'],

  judge({ survey, run }) {
    const turn = run.era === 'modern' ? survey.discover : survey.initialize;
    const { http } = turn ?? {};
    if (turn === undefined || http?.status === undefined) return notTested('no HTTP response came');
    const obstacle = findObstacle(turn);
    if (obstacle !== undefined) return notTested(obstacle);
    if (http.status === 406 || http.status === 415)
      return fail(quoteTurn(turn, `a request with the headers of every client was refused with HTTP ${http.status}`));
    if (http.status >= 300) return notTested(`the first message was refused with HTTP ${http.status}`);
    if (!TYPES.includes(http.contentType)) return fail(quoteTurn(turn, `the answer is labelled "${http.contentType}"`));
    if (http.contentType === 'application/json' && turn.answer === undefined && http.error === undefined)
      return fail(quoteTurn(turn, 'the answer is labelled application/json and is no JSON-RPC message'));
    return PASS;
  },
});
