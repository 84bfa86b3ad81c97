import { describe, expect, it } from 'vitest';
import { near } from '../../src/rules/near.ts';
import { estimateSteps, findCatastrophe } from './pattern-cost.ts';

describe('findCatastrophe', () => {
  it.each([
    ['a repeat without bound', /spawn \S+ ENOENT/u],
    ['a repeat without bound', /^(?:a|b)*$/u],
    ['a repeat without bound', /\d{3,}x/u],
    ['a repeat of repeats that can be cut in more than one way', /(?:\w{1,20}){1,20}x/u],
    ['a repeat of repeats that can be cut in more than one way', /x(?:[a-z]{1,9}-?){2,9}y/u],
  ])('finds %s in %s', (what, pattern) => {
    expect(findCatastrophe(pattern)).toBe(what);
  });

  it.each([[/\bspawn (?<path>[^'"]{1,300}?) ENOENT\b/u], [/(?:-e \S{1,80} ){0,10}x/u], [/[*+]\*\+(?:ab){2}/u], [near(/\w{1,9}: /u, 80, /refused/u)]])(
    'finds none in %s',
    (pattern) => {
      expect(findCatastrophe(pattern)).toBeUndefined();
    },
  );
});

describe('estimateSteps', () => {
  it.each([
    ['two gaps in which the first may stop everywhere', /x.{0,300}.{0,300}y/u],
    ['a gap after a gap after a short word', /a\S{0,200}\/.{0,200}\/.{0,200}z/u],
    ['a long gap within a repeat', /(?:a.{0,400};){1,40}/u],
  ])('is high for %s', (_what, pattern) => {
    expect(estimateSteps(pattern)).toBeGreaterThan(2000);
  });

  it('knows that a start which ends the gap of the one before costs nothing more', () => {
    expect(estimateSteps(/failed.{0,300}refused/u)).toBeGreaterThan(40);
    expect(estimateSteps(near(/failed/u, 300, /refused/u))).toBeLessThan(20);
  });
});
