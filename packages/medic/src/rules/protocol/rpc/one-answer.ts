import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

/** Only where all answers share one stream: what comes in the response to a POST is counted there. */
export const check: AnyCheck = defineCheck({
  id: 'rpc.one-answer',
  group: 'rpc',
  title: 'Sends one result for each request, and none that nobody asked for',
  level: 'MUST',
  spec: '2025-11-25 basic/index#responses',
  why: 'Clients report a second answer, or one to an id they never used, as an error of the connection.',
  fix: 'Write each result once, with the id of its request.',
  transports: ['stdio', 'sse'],
  needs: ['survey', 'wire'],

  // What answered a notification is said by ver.initialized-noreply.
  judge: ({ survey: { initialized }, wire }) =>
    against(
      'fail',
      wire.strays
        .filter(({ json }) => JSON.stringify(json) !== JSON.stringify(initialized?.answer?.json))
        .map(({ json, peer, wasAnswered }) => ({
          what: wasAnswered ? 'a second result for the same request' : 'a result for an id that no request had',
          where: `connection ${peer}`,
          quote: cut(JSON.stringify(json)),
        })),
    ),
});
