import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

/** One check for each method that 2026-07-28 took away. `initialize` is not among them: servers of both eras answer it. */
export const checks: readonly AnyCheck[] = ['ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe'].map((method) =>
  defineCheck({
    id: `meta.removed-${method.replace('/', '-').toLowerCase()}`,
    group: 'metadata',
    title: `Does not serve ${method}, which 2026-07-28 removed`,
    level: 'MUST',
    spec: '2026-07-28 changelog',
    why: 'A method that is served against the revision hides that client and server speak different revisions.',
    fix: `Answer ${method} in requests of 2026-07-28 with error -32601, over HTTP with status 404.`,
    eras: ['modern'],
    needs: ['gone-methods'],
    judge({ 'gone-methods': { methods } }) {
      const turn = methods[method];
      if (turn === undefined) return notTested('it was not asked');
      return turn.answer?.result === undefined ? PASS : fail(quoteTurn(turn, `the removed method ${method} was served`));
    },
  }),
);
