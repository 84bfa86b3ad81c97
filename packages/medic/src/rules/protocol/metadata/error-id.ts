import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.error-id',
  group: 'metadata',
  title: 'Repeats the id of the request in errors',
  level: 'MUST',
  spec: '2026-07-28 basic/index#responses',
  why: 'Without the id a client cannot tell which of its requests failed, and waits until its limit.',
  fix: 'Read the id before validating the rest of the request, and send it with the error.',
  eras: ['modern'],
  needs: ['gone-methods', 'meta-missing'],

  judge({ 'gone-methods': gone, 'meta-missing': missing }) {
    const refused = [...Object.values(gone.methods), missing.all, missing.protocolVersion].filter(({ answer }) => answer?.error !== undefined);
    if (refused.length === 0) return notTested('no request was refused with a JSON-RPC error');
    return against(
      'fail',
      refused.filter(({ answer }) => answer?.id === 'no').map((turn) => quoteTurn(turn, 'the error has not the id of the request')),
    );
  },
});
