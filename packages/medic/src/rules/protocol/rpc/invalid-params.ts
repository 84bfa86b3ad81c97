import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'rpc.invalid-params',
  group: 'rpc',
  title: 'Refuses params of a wrong type with an error',
  level: 'practice',
  why: 'A server that swallows wrong params answers something nobody asked for; one that falls silent or ends takes the client with it.',
  fix: 'Validate params and answer error -32602 when they do not fit.',
  needs: ['odd-requests'],

  judge({ 'odd-requests': { wrongParams } }) {
    if (wrongParams === undefined) return notApplicable('the server declares no list');
    const { method, turn } = wrongParams;
    if (turn.answer?.error?.code === -32_603) return warn(quoteTurn(turn, `${method} with a number as cursor was called an internal error`));
    if (turn.answer?.error !== undefined) return PASS;
    return warn(
      quoteTurn(turn, turn.answer === undefined ? `${method} with a number as cursor got no answer` : `${method} with a number as cursor was served`),
    );
  },
});
