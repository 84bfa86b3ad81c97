import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'rpc.stray-cancel',
  group: 'rpc',
  title: 'Ignores the cancellation of a request it does not know',
  level: 'SHOULD',
  spec: '2025-11-25 basic/utilities/cancellation#error-handling',
  why: 'A cancellation crosses the answer on its way; it then names a request that is done.',
  fix: 'Look the request up, and do nothing when it is not there.',
  needs: ['odd-requests'],

  judge({ 'odd-requests': { afterNotification, strayCancel, afterCancel } }) {
    if (afterNotification.answer === undefined) return notTested('no request was answered before it');
    if (strayCancel.answer !== undefined) return warn(quoteTurn(strayCancel, 'the cancellation was answered'));
    if (afterCancel.answer !== undefined) return PASS;
    return fail(quoteTurn(strayCancel, 'an unknown request was cancelled'), quoteTurn(afterCancel, 'the next request got no answer'));
  },
});
