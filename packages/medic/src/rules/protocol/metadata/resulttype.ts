import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.resulttype',
  group: 'metadata',
  title: 'Says in every result whether it is complete (resultType)',
  level: 'MUST',
  spec: '2026-07-28 basic/index#resulttype',
  why: 'Clients of 2026-07-28 treat a result with an unknown resultType as invalid, and one without it as that of an older server.',
  fix: 'Put resultType "complete" into every ordinary result.',
  eras: ['modern'],
  needs: ['modern-results'],

  judge({ 'modern-results': turns }) {
    const answered = Object.values(turns).filter(({ answer }) => answer?.result !== undefined);
    if (answered.length === 0) return notTested('no request got a result');
    const wrong = answered.filter(({ answer }) => answer?.result?.['resultType'] !== 'complete');
    return against(
      'fail',
      wrong.map((turn) =>
        quoteTurn(
          turn,
          `the result of ${turn.what} has ${turn.answer?.result?.['resultType'] === undefined ? 'no resultType' : 'another resultType than "complete"'}`,
        ),
      ),
    );
  },
});
