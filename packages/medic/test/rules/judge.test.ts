import { describe, expect, test } from 'vitest';
import type { AnyRule, Hit } from '../../src/model/index.ts';
import { defineRule } from '../../src/rules/define-rule.ts';
import { judge } from '../../src/rules/judge.ts';
import { CONNECTED, evidenceOf, failed, stdio } from './facts.ts';

const HIT: Hit = { confidence: 'confirmed', title: 't', why: 'w', evidence: [{ what: 'x' }], fixes: [] };

function ruleOf(id: string, seen: unknown[] = [], when?: 'always'): AnyRule {
  return defineRule({
    id,
    layer: 'startup',
    severity: 'blocks',
    cause: 'server-crash',
    needs: ['session'],
    uses: ['entry'],
    ...(when === undefined ? {} : { when }),
    judge(view) {
      seen.push(view);
      return [HIT];
    },
  });
}

describe('judge', () => {
  test('hands a rule its kinds and the hits of its own signs, and nothing else', () => {
    const seen: Record<string, unknown>[] = [];
    const sign = { sign: 's', source: 'pasted' as const, line: 1, quote: 'q', groups: {} };
    const signs = [
      { ...sign, rule: 'one' },
      { ...sign, rule: 'other' },
    ];
    judge([ruleOf('one', seen)], evidenceOf({ session: stdio(failed('exit')), signs }));
    expect(Object.keys(seen[0] ?? {}).toSorted()).toEqual(['entry', 'session', 'signs']);
    expect(seen[0]?.['signs']).toEqual([signs[0]]);
  });

  test('missing evidence is inconclusive, not a pass', () => {
    const result = judge([ruleOf('one')], evidenceOf({}));
    expect(result.hits).toEqual([]);
    expect(result.inconclusive).toEqual([{ rule: 'one', missing: ['session'] }]);
  });

  test('a kind that could not be collected counts as missing', () => {
    const result = judge([ruleOf('one')], { session: { state: 'failed', reason: 'no' } });
    expect(result.inconclusive).toEqual([{ rule: 'one', missing: ['session'] }]);
  });

  test('healthy servers are shown only to rules that always apply', () => {
    const evidence = evidenceOf({ session: stdio(CONNECTED) });
    const result = judge([ruleOf('failing'), ruleOf('always', [], 'always')], evidence);
    expect(result.hits.map(({ rule }) => rule.id)).toEqual(['always']);
    expect(result.inconclusive).toEqual([]);
  });

  test('a connection with a later failure is shown to every rule', () => {
    const result = judge([ruleOf('failing')], evidenceOf({ session: stdio({ ...CONNECTED, degraded: 'tools/list: no answer' }) }));
    expect(result.hits).toHaveLength(1);
  });

  test('a rule that throws is a defect and the others still speak', () => {
    const bad: AnyRule = {
      ...ruleOf('bad'),
      judge: () => {
        throw new TypeError('oops');
      },
    };
    const result = judge([bad, ruleOf('good')], evidenceOf({ session: stdio(failed('exit')) }));
    expect(result.defects).toEqual([{ rule: 'bad', message: 'oops' }]);
    expect(result.hits.map(({ rule }) => rule.id)).toEqual(['good']);
  });
});
