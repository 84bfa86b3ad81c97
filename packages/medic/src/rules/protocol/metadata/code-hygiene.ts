import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const DEFINED: readonly number[] = [-32_020, -32_021, -32_022];
const RETIRED: readonly number[] = [-32_002, -32_042];

export const check: AnyCheck = defineCheck({
  id: 'meta.code-hygiene',
  group: 'metadata',
  title: 'Uses no retired or undefined error code of the reserved range',
  level: 'MUST',
  spec: '2026-07-28 basic/index#error-codes',
  why: 'Clients act on these codes; one that means something else sends them down the wrong way.',
  fix: 'Use -32602 where -32002 was used before, and codes of your own outside -32000 to -32099.',
  eras: ['modern'],
  needs: ['gone-methods', 'meta-missing', 'modern-versions', 'odd-requests', 'unknown-names'],

  judge({ 'gone-methods': gone, 'meta-missing': missing, 'modern-versions': versions, 'odd-requests': odd, 'unknown-names': names }) {
    const turns: readonly Turn[] = [
      ...Object.values(gone.methods),
      ...(gone.subject === undefined ? [] : [gone.subject]),
      ...Object.values(missing),
      versions.unknown,
      ...Object.values(names),
      odd.unknownMethod,
      ...(odd.wrongParams === undefined ? [] : [odd.wrongParams.turn]),
    ];
    const forbidden = turns.filter(({ answer }) => isForbidden(answer?.error?.code));
    if (forbidden.length > 0)
      return against(
        'fail',
        forbidden.map((turn) => quoteTurn(turn, `error ${turn.answer?.error?.code} is retired or not defined`)),
      );
    const old = turns.filter(({ answer }) => isMeaningless(answer?.error?.code));
    return against(
      'warn',
      old.map((turn) => quoteTurn(turn, `error ${turn.answer?.error?.code} lies in a range that has no meaning any more`)),
    );
  },
});

function isForbidden(code: number | null | undefined): boolean {
  if (typeof code !== 'number') return false;
  return RETIRED.includes(code) || (code <= -32_020 && code >= -32_099 && !DEFINED.includes(code) && !RETIRED.includes(code));
}

function isMeaningless(code: number | null | undefined): boolean {
  return typeof code === 'number' && code <= -32_000 && code >= -32_019;
}
