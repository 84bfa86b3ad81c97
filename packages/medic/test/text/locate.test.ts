import { describe, expect, it } from 'vitest';
import { findMember, findNode, indexLines, lineOf, positionAt } from '../../src/text/locate.ts';
import { parseConfig } from '../../src/text/parse-config.ts';

describe('locate', () => {
  it('finds nodes and members, the last of equal keys', async () => {
    const text = '{"a": {"b": [1, {"c": 2}], "b": [3]}}';
    const { root } = await parseConfig(text, 'json');
    expect(findNode(root, ['a', 'b', 0])).toMatchObject({ kind: 'value', value: 3 });
    expect(findMember(root, ['a', 'b'])?.keySpan).toEqual({ start: 27, end: 30 });
    expect(findNode(root, [])).toBe(root);
    expect(findNode(root, ['a', 'x', 'y'])).toBeUndefined();
    expect(findMember(root, ['a', 'b', 0])).toBeUndefined();
    expect(findNode(undefined, [])).toBeUndefined();
  });

  it('counts lines and columns from 1, also at the end and with CRLF', () => {
    const text = 'ab\r\ncd\n';
    expect(positionAt(text, 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt(text, 5)).toEqual({ line: 2, column: 2 });
    expect(positionAt(text, 99)).toEqual({ line: 3, column: 1 });
    const place = indexLines(text);
    for (let offset = 0; offset <= text.length; offset += 1) expect(place(offset)).toEqual(positionAt(text, offset));
  });

  it('gives lines without their end', () => {
    expect([1, 2, 3, 4].map((line) => lineOf('ab\r\ncd\nef', line))).toEqual(['ab', 'cd', 'ef', '']);
  });
});
