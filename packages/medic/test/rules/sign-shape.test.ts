import { describe, expect, it } from 'vitest';
import { CONNECT_RULES } from '../../src/rules/connect/index.ts';

const signs = CONNECT_RULES.flatMap(({ id, signs: own = [] }) => own.map((sign) => ({ id: `${id}/${sign.id}`, sign })));

describe('every sign', () => {
  it('has no back-reference', () => {
    expect(signs.filter(({ sign }) => /(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/u.test(sign.pattern.source)).map(({ id }) => id)).toEqual([]);
  });

  it('repeats without bound nothing that itself repeats without bound', () => {
    expect(signs.filter(({ sign }) => hasNestedRepeat(sign.pattern.source)).map(({ id }) => id)).toEqual([]);
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

/** True for `(…+…)+` and the like: a group with an unbounded repeat inside that is itself repeated without bound. */
function hasNestedRepeat(source: string): boolean {
  const open: { unbounded: boolean }[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (char === '[') at = endOfClass(source, at);
    else if (char === '(') open.push({ unbounded: false });
    else if (char === ')') {
      const group = open.pop();
      const isRepeated = /^(?:[*+]|\{\d*,\})/u.test(source.slice(at + 1));
      if (isRepeated && group?.unbounded === true) return true;
      const outer = open.at(-1);
      if (outer !== undefined && (isRepeated || group?.unbounded === true)) outer.unbounded = true;
    } else if ((char === '*' || char === '+' || /^\{\d+,\}/u.test(source.slice(at))) && open.length > 0) {
      open.at(-1)!.unbounded = true;
    }
  }
  return false;
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}
