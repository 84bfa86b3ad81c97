import { describe, expect, it } from 'vitest';
import { anyOf, near } from '../../src/rules/near.ts';

describe('near', () => {
  const pattern = near(/error (?<code>\d{1,3})|fault/u, 10, /at (?<place>\w{1,9})/u);

  it.each([
    ['error 7 was at home', { code: '7', place: 'home' }],
    ['error 7, error 8 at home', { code: '8', place: 'home' }],
    ['fault at home, at sea', { code: undefined, place: 'home' }],
    ['error 7, error 8, and then only at home', undefined],
    ['at home error 7', undefined],
  ])('reads %s', (text, groups) => {
    const match = pattern.exec(text);
    expect(match === null ? undefined : { ...match.groups }).toEqual(groups);
  });

  it('joins patterns of several kinds', () => {
    const any = anyOf(/^plain/iu, near(/a/iu, 2, /b/iu));
    expect([any.test('PLAIN'), any.test('a..b'), any.test('a...b'), any.test('not plain')]).toEqual([true, true, false, false]);
  });
});
