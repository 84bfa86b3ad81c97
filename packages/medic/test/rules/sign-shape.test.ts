import { describe, expect, it } from 'vitest';
import { CONNECT_RULES } from '../../src/rules/connect/index.ts';
import { estimateSteps, findCatastrophe } from './pattern-cost.ts';

const signs = CONNECT_RULES.flatMap(({ id, signs: own = [] }) => own.map((sign) => ({ id: `${id}/${sign.id}`, sign })));

/** An estimate from above; `npm run bench:explain -- --hostile` measures. */
const MOST_STEPS = 2000;

describe('every sign', () => {
  it('has no back-reference', () => {
    expect(signs.filter(({ sign }) => /(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/u.test(sign.pattern.source)).map(({ id }) => id)).toEqual([]);
  });

  it('repeats nothing without bound, and no repeat in a way that can be cut differently', () => {
    expect(signs.flatMap(({ id, sign }) => findCatastrophe(sign.pattern)?.replace(/^/u, `${id}: `) ?? [])).toEqual([]);
  });

  it('takes a bounded number of steps for each character of the worst text', () => {
    const costly = signs.map(({ id, sign }) => ({ id, steps: Math.ceil(estimateSteps(sign.pattern)) })).filter(({ steps }) => steps > MOST_STEPS);
    expect(costly).toEqual([]);
  });

  it('has literals that its own rule can tell apart and that are no single letter', () => {
    expect(signs.filter(({ sign }) => sign.literals.some((literal) => literal.length < 1)).map(({ id }) => id)).toEqual([]);
  });

  it('has an id of its own within its rule', () => {
    const twice = signs.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index);
    expect(twice).toEqual([]);
  });

  it('can find each of its literals where it looks for them', () => {
    // A literal that no text of the pattern holds would let the sign look at lines in vain; this catches the plain ones.
    const plain = signs.filter(
      ({ sign }) =>
        /^[\w ]+$/u.test(sign.pattern.source) && !sign.literals.some((literal) => sign.pattern.source.toLowerCase().includes(literal.toLowerCase())),
    );
    expect(plain.map(({ id }) => id)).toEqual([]);
  });
});
