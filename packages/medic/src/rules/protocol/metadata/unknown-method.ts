import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.unknown-method-404',
  group: 'metadata',
  title: 'Sends error -32601 for an unknown method with HTTP 404',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#error-responses',
  why: 'Clients tell a missing method from a missing server by code and status together.',
  fix: 'Answer methods the server does not have with error -32601, over HTTP with status 404.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['gone-methods'],

  judge({ 'gone-methods': { methods } }) {
    const turn = methods['medic/no-such-method'];
    if (turn?.answer?.error?.code !== -32_601) return notTested('the method was not refused with -32601, see rpc.unknown-method');
    return turn.http?.status === 404 ? PASS : fail(quoteTurn(turn, `error -32601 came with HTTP ${turn.http?.status ?? 'nothing'}`));
  },
});
