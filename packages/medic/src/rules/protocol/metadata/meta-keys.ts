import type { Json } from '../../../model/index.ts';
import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { describedTurns } from '../described-turns.ts';
import { isObject } from '../is-object.ts';
import { against } from '../judgements.ts';
import { itemsOf } from '../list-items.ts';
import { findKeyFault } from '../meta-key.ts';
import { cut } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.keys',
  group: 'metadata',
  title: 'Writes the keys of _meta as name or as prefix/name, with a prefix of its own',
  level: 'MUST',
  spec: '2025-11-25 basic/index#meta',
  why: 'The prefix says whose a key is; with a broken or reserved one two programs take the same key for their own.',
  fix: 'Begin the key with the reversed name of your domain: "com.example/key".',
  since: '2025-06-18',
  needs: ['survey', 'lists'],

  judge({ survey, lists, run }) {
    const turns = describedTurns(survey, lists, run);
    const found = turns.flatMap((turn) =>
      metasOf(turn).flatMap((meta) =>
        Object.keys(meta).flatMap((key) => {
          const fault = findKeyFault(key);
          return fault === undefined
            ? []
            : [{ key, isHarmless: fault.isHarmless, item: { what: `a key of _meta ${fault.what}`, where: turn.what, quote: JSON.stringify(cut(key, 160)) } }];
        }),
      ),
    );
    const once = [...new Map(found.map((one) => [one.key, one] as const)).values()];
    const harmful = once.filter(({ isHarmless }) => !isHarmless);
    const told = harmful.length > 0 ? harmful : once;
    return against(
      harmful.length > 0 ? 'fail' : 'warn',
      told.map(({ item }) => item),
    );
  },
});

/** Of the result, of what it lists, and of messages that came beside it. */
function metasOf(turn: Turn): readonly Readonly<Record<string, Json>>[] {
  const beside = turn.others.flatMap(({ json }) => (isObject(json) && isObject(json['params']) ? [json['params']] : []));
  return [turn.answer?.result, ...itemsOf(turn), ...beside].flatMap((holder) => {
    const meta = holder?.['_meta'];
    return meta !== undefined && isObject(meta) ? [meta] : [];
  });
}
