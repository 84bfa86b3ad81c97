import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { findWrongRefusal } from '../expect-error.ts';
import { against } from '../judgements.ts';

export const check: AnyCheck = defineCheck({
  id: 'rpc.unknown-method',
  group: 'rpc',
  title: 'Answers an unknown method with error -32601',
  level: 'MUST',
  spec: '2025-11-25 basic/index#responses',
  why: 'Clients ask for optional methods and go on when the answer is -32601; another answer, or none, stops some of them.',
  fix: 'Answer methods the server does not have with error -32601, "Method not found".',
  needs: ['odd-requests'],

  judge({ 'odd-requests': { unknownMethod } }) {
    return against('fail', findWrongRefusal(unknownMethod, { code: -32_601, asked: 'an unknown method' }));
  },
});
