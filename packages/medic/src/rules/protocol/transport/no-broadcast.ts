import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested, passWith } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.no-broadcast',
  group: 'transport',
  title: 'Sends each message on one of several open streams only',
  level: 'MUST',
  spec: '2025-11-25 basic/transports#multiple-connections',
  why: 'A client with two streams would act on the same message twice.',
  fix: 'Pick one of the open streams of a session for each message.',
  eras: ['legacy'],
  transports: ['http'],
  since: '2025-03-26',
  needs: ['get-streams'],

  judge({ 'get-streams': { first, second } }) {
    if (first.http?.events === undefined) return notApplicable('the server opens no stream for GET');
    if (second?.http?.events === undefined)
      return second === undefined ? notTested('no second stream was asked for') : passWith(quoteTurn(second, 'a second stream in the session was refused'));
    if (first.others.length + second.others.length === 0) return notTested('nothing was sent on the streams within 1 s, although roots were offered');
    const texts = new Set(first.others.map(({ json }) => JSON.stringify(json)));
    const twice = second.others.filter(({ json }) => texts.has(JSON.stringify(json)));
    return against(
      'fail',
      twice.length === 0 ? [] : [quoteTurn(first, 'a message came on both streams'), quoteTurn(second, 'the same message on the second stream')],
    );
  },
});
