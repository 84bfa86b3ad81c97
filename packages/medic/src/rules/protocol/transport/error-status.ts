import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const INTERNAL = -32_603;

export const check: AnyCheck = defineCheck({
  id: 'ht.error-status',
  group: 'transport',
  title: 'Sends the errors of JSON-RPC under a status below 500',
  level: 'practice',
  why: 'Clients take a server error for a broken connection: the message of the error is lost, and some open a new session or give up.',
  fix: 'Answer with HTTP 200, or with the 4xx status that the revision asks for.',
  transports: ['http'],
  needs: ['odd-requests', 'unknown-names', 'bad-cursors'],

  judge({ 'odd-requests': odd, 'unknown-names': names, 'bad-cursors': cursors }) {
    const turns: readonly Turn[] = [
      odd.unknownMethod,
      ...(odd.wrongParams === undefined ? [] : [odd.wrongParams.turn]),
      ...Object.values(names),
      ...Object.values(cursors),
    ];
    return against(
      'warn',
      turns.filter(isUnderServerError).map((turn) => quoteTurn(turn, `error ${turn.answer?.error?.code} came with HTTP ${turn.http?.status}`)),
    );
  },
});

/** An internal error is one of the server. */
function isUnderServerError({ answer, http }: Turn): boolean {
  return answer?.error !== undefined && answer.error.code !== INTERNAL && (http?.status ?? 0) >= 500;
}
