import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findWrongRefusal } from '../expect-error.ts';
import { against, notTested } from '../judgements.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.unknown-method-404',
  group: 'metadata',
  title: 'Answers an unknown method with -32601 and HTTP 404',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#error-responses',
  why: 'Clients tell a missing method from a missing server by code and status together.',
  fix: 'Answer methods the server does not have with error -32601, over HTTP with status 404.',
  eras: ['modern'],
  needs: ['gone-methods'],

  judge({ 'gone-methods': { methods } }) {
    const turn = methods['medic/no-such-method'];
    return turn === undefined
      ? notTested('it was not asked')
      : against('fail', findWrongRefusal(turn, { code: -32_601, status: 404, asked: 'an unknown method' }));
  },
});
