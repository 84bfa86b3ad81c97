import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findMember, findNode } from '../../src/text/locate.ts';
import { parseYaml } from '../../src/text/parse-yaml.ts';
import { applySplices } from '../../src/text/splice.ts';

describe('parseYaml', () => {
  it.each([
    ['', null],
    ['# only\n', null],
    ['a: 1\nb: [x, "y"]\nc:\n  d: ~\n', { a: 1, b: ['x', 'y'], c: { d: null } }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['base: &x {b: 1}\nc:\n  <<: *x\n', { base: { b: 1 }, c: { '<<': { b: 1 } } }],
    ['on: yes\nv: 0o17\nn: 1e3\nt: 2024-01-01\n', { on: 'yes', v: 15, n: 1000, t: '2024-01-01' }],
    ['1: x\ntrue: y\n', { 1: 'x', true: 'y' }],
    ['a: |\n  one\n  two\n', { a: 'one\ntwo\n' }],
    ['a: C:\\Users\\x\n', { a: 'C:\\Users\\x' }],
  ])('%j', async (text, value) => {
    const parsed = await parseYaml(text);
    expect(parsed.issues).toEqual([]);
    expect(parsed.value).toEqual(value);
  });

  it('reads what the yaml package reads', async () => {
    const text =
      'mcpServers:\n  - name: a\n    args:\n    - -y\n    - p\n    env: {K: "v", L: \'w\'}\n  - {name: b, url: http://x:80/y}\ntext: >-\n  folded\n  text\n';
    expect((await parseYaml(text)).value).toEqual(parse(text));
  });

  it('gives places of keys and values', async () => {
    const text = 'mcpServers:\n  - name: a\n    command: "npx" # c\n';
    const { root } = await parseYaml(text);
    const node = findNode(root, ['mcpServers', 0, 'command']);
    const member = findMember(root, ['mcpServers', 0, 'command']);
    expect(text.slice(node?.span.start, node?.span.end)).toBe('"npx"');
    expect(text.slice(member?.keySpan.start, member?.keySpan.end)).toBe('command');
  });

  it.each([
    ['a: 1\n\tb: 2\n', 'syntax', 2, 1, 'a tab indents'],
    ['a:\n  b: 1\n c: 2\n', 'syntax', 3, 1, 'not indented like'],
    ['a: b: c\n', 'syntax', 1, 4, 'must be in quotes'],
    ['a: 1\n---\nb: 2\n', 'syntax', 2, 1, 'second document'],
    ['a: 1\nb: 2\na: 3\n', 'duplicate-key', 3, 1, 'first in line 1'],
    ['a: *nope\n', 'syntax', 1, 4, 'anchor &nope'],
    ['a: &x [*x]\n', 'syntax', 1, 8, 'anchor &x'],
    ['a: !!js/function x\n', 'syntax', 1, 4, 'a tag'],
    ['a: @x\n', 'syntax', 1, 4, 'in quotes'],
    ['? [a, b]\n: 1\n', 'syntax', 1, 3, 'a key must be'],
  ])('%j is at fault', async (text, kind, line, column, words) => {
    const { issues } = await parseYaml(text);
    expect(issues[0]).toMatchObject({ kind, at: { line, column } });
    expect(issues[0]?.message).toContain(words);
  });

  it.each([
    ['a:\n  b:\n    c: 1\n\td: 2\n\te:\n\t  - 3\n', { a: { b: { c: 1, d: 2, e: [3] } } }],
    ['a:\n  - name: x\n\tcommand: y\n', { a: [{ name: 'x', command: 'y' }] }],
    ['a:\n\tb: 1\n\tc:\n\t\td: 2\n', { a: { b: 1, c: { d: 2 } } }],
    // Beside which line it belongs nobody can tell.
    ['a: 1\n\tb: 2\n', undefined],
  ])('repairs %j, where tabs indent, when it is certain', async (text, value) => {
    const { issues } = await parseYaml(text);
    const repairs = issues.map(({ repair }) => repair);
    if (value === undefined) expect(repairs).toEqual([undefined]);
    else
      expect(
        parse(
          applySplices(
            text,
            repairs.filter((repair) => repair !== undefined),
          ) ?? '',
        ),
      ).toEqual(value);
  });

  it('repairs a Windows path in double quotes', async () => {
    const text = 'a: "C:\\Users\\x"\nb: 2\n';
    const { issues } = await parseYaml(text);
    expect(issues.map(({ kind, at }) => `${kind} ${at.line}:${at.column}`)).toEqual(['unescaped-backslash 1:7']);
    expect(
      parse(
        applySplices(
          text,
          issues.flatMap(({ repair }) => (repair === undefined ? [] : [repair])),
        ) ?? '',
      ),
    ).toEqual({ a: 'C:\\Users\\x', b: 2 });
  });

  it('takes __proto__ as a key like any other', async () => {
    const { value } = await parseYaml('__proto__: {polluted: 1}\n');
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
