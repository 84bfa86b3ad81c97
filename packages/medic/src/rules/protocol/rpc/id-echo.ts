import type { AnyCheck, RpcProbes } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const KINDS: readonly { readonly id: string; readonly kind: keyof RpcProbes['ids']; readonly words: string; readonly why: string }[] = [
  { id: 'rpc.id-text', kind: 'text', words: 'a text', why: 'Some clients number their requests with texts.' },
  {
    id: 'rpc.id-zero',
    kind: 'zero',
    words: 'the number 0',
    why: 'Both official TypeScript clients begin at 0; a server that tests "if (id)" takes that request for a notification and never answers.',
  },
  { id: 'rpc.id-large', kind: 'large', words: 'a large number', why: 'Ids that lose digits on the way back match no request.' },
  { id: 'rpc.id-empty', kind: 'empty', words: 'an empty text', why: 'It is as good an id as any; a server that tests "if (id)" never answers that request.' },
  { id: 'rpc.id-uuid', kind: 'uuid', words: 'a UUID', why: 'Gateways replace ids by UUIDs.' },
];

/** One check for each kind of id. */
export const checks: readonly AnyCheck[] = KINDS.map(({ id, kind, words, why }) =>
  defineCheck({
    id,
    group: 'rpc',
    title: `Repeats an id that is ${words}, with its type`,
    level: 'MUST',
    spec: '2025-11-25 basic/index#responses',
    why,
    fix: 'Send the id back as it came: same type, same value.',
    needs: ['ids'],
    judge({ ids }) {
      const turn = ids[kind];
      if (turn.answer === undefined) return fail(quoteTurn(turn, `a request whose id is ${words} got no answer`));
      return turn.answer.id === 'exact' ? PASS : fail(quoteTurn(turn, `the answer has another id than the request`));
    },
  }),
);
