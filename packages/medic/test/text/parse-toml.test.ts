import { parse, TomlDate } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/index.ts';
import { findMember, findNode } from '../../src/text/locate.ts';
import { parseToml } from '../../src/text/parse-toml.ts';
import { emptyObject, equalJson, isList, isObject } from '../../src/text/plain-value.ts';
import { renderTomlTable, renderTomlValue } from '../../src/text/render-toml.ts';
import { applySplices } from '../../src/text/splice.ts';
import { createRandom, randomValue } from './random.ts';

const VALID: readonly string[] = [
  '',
  '# only a comment',
  'a = 1\nb = "x" # c\n',
  '[mcp_servers.x]\ncommand = "npx"\nargs = ["-y", "p"]\n\n[mcp_servers.x.env]\n"A B" = "1"\n\'C D\' = "2"\n',
  '[a.b."c d"]\nx = 1\n[a]\ny = 2\n',
  'a.b.c = 1\na.b.d = 2\na.e = 3\n',
  't = { x = 1, y.z = 2, y.w = "v", e = {} }\n',
  'l = [\n  1, # one\n  2,\n  [3, 4], { k = [5] },\n]\n',
  'm = """\nfirst\nsecond \\\n   joined "quoted" """\nn = \'\'\'\nraw \\n\'\'\'\n',
  'q = """"x""""\n',
  'e = "a\\tb\\u00e9\\U0001F600\\\\"\nw = \'C:\\Users\'\n',
  'i = [1_000, 0xff, 0o17, 0b11, -5, +6]\nf = [1.5, -0.1e3, 6.02e+23, inf, -inf, nan]\n',
  'd = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00, 1979-05-27, 07:32:00]\n',
  '[[p]]\nn = 1\n[p.sub]\nq = 1\n[[p.list]]\nz = 1\n[[p]]\nn = 2\n',
  '[x]\r\na = 1\r\n[y]\r\nb = """\r\nc\r\n"""',
  '__proto__ = 1\n["constructor".toString]\nx = 1\n',
];

/** What smol-toml gives, as plain data: dates become `<date>`. */
function plain(value: unknown): Json {
  if (value instanceof TomlDate) return '<date>';
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  const object = emptyObject();
  for (const [key, inner] of Object.entries(value ?? {})) object[key] = plain(inner);
  return object;
}

function withoutDates(value: Json): Json {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d|^\d\d:\d\d:/.test(value) ? '<date>' : value;
  if (isList(value)) return value.map(withoutDates);
  const object = emptyObject();
  if (!isObject(value)) return value;
  for (const [key, inner] of Object.entries(value)) object[key] = withoutDates(inner);
  return object;
}

describe('the places scanner reads what smol-toml reads', () => {
  it.each(VALID)('%j', (text) => {
    const { value, issues } = parseToml(text);
    expect(issues).toEqual([]);
    const expected = plain(parse(text, { integersAsBigInt: 'asNeeded' }));
    expect(equalJson(text.includes('1979') ? withoutDates(value ?? null) : value, expected), JSON.stringify([value, expected])).toBe(true);
  });

  it('on random documents too', () => {
    const random = createRandom(3);
    for (let round = 0; round < 300; round += 1) {
      const table = { a: randomValue(random, 0, false), nested: { b: randomValue(random, 1, false) }, list: [randomValue(random, 1, false)] };
      const text = round % 2 === 0 ? `root = ${renderTomlValue(table) ?? ''}\n` : (renderTomlTable(['root'], table, '\n') ?? '');
      const { value, issues } = parseToml(text);
      expect(issues, text).toEqual([]);
      expect(equalJson(value, plain(parse(text))), text).toBe(true);
    }
  });
});

describe('places', () => {
  const text = '[mcp_servers."c d"]\ncommand = "npx"\nenv = { A = "1" }\n[mcp_servers."c d".sub]\nx.y = 1\n';
  const { root } = parseToml(text);
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);

  it('spans keys and values of tables, inline tables and dotted keys', () => {
    expect(slice(findMember(root, ['mcp_servers', 'c d'])?.keySpan ?? { start: 0, end: 0 })).toBe('"c d"');
    expect(slice(findNode(root, ['mcp_servers', 'c d', 'command'])?.span ?? { start: 0, end: 0 })).toBe('"npx"');
    expect(slice(findMember(root, ['mcp_servers', 'c d', 'env', 'A'])?.keySpan ?? { start: 0, end: 0 })).toBe('A');
    expect(slice(findNode(root, ['mcp_servers', 'c d', 'sub', 'x', 'y'])?.span ?? { start: 0, end: 0 })).toBe('1');
  });
});

describe('faults people make in TOML', () => {
  it.each([
    ['a = "C:\\Users\\new"\nb = 1\n', 'unescaped-backslash', 1, 8, 'written twice', { a: 'C:\\Users\\new', b: 1 }],
    ['a = "C:\\dir\\"\nb = 1\n', 'unescaped-backslash', 1, 8, 'written twice', { a: 'C:\\dir\\', b: 1 }],
    ['a = “x”\n', 'smart-quotes', 1, 5, 'typographic', { a: 'x' }],
    ['a = True\n', 'syntax', 1, 5, 'written true', { a: true }],
    ['a = npx\n', 'syntax', 1, 5, 'without quotes', { a: 'npx' }],
    ['a = null\n', 'syntax', 1, 5, 'no null', undefined],
    ['a: 1\n', 'syntax', 1, 2, 'takes a =', { a: 1 }],
    ['a 1\n', 'syntax', 1, 3, 'a key and a =', undefined],
    ['x = 1\na = "b\n', 'syntax', 2, 7, 'closing quote', undefined],
    ['a = [1, 2\nb = 3\n', 'syntax', 2, 1, 'comma', undefined],
    ['[a\nb = 1\n', 'syntax', 1, 3, '] that closes this table header', { a: { b: 1 } }],
    ['[[a # two\nb = 1\n', 'syntax', 1, 4, '] that closes this table header', { a: [{ b: 1 }] }],
    ['[a b\nc = 1\n', 'syntax', 1, 4, '] that closes this table header', undefined],
    ['[a]\nb = 1\n[a]\nc = 1\n', 'duplicate-key', 3, 2, 'second time', undefined],
    ['a = 1 b = 2\n', 'syntax', 1, 7, 'behind the value', undefined],
  ] as const)('%j', (text, kind, line, column, words, value) => {
    const { issues } = parseToml(text);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ kind, at: { line, column } });
    expect(issues[0]?.message).toContain(words);
    const repair = issues[0]?.repair;
    if (value === undefined) expect(repair).toBeUndefined();
    else expect(parse(applySplices(text, repair === undefined ? [] : [repair]) ?? '')).toEqual(value);
  });

  it('repairs several faults at once and still names the one it cannot', () => {
    const text = 'a = "C:\\Users"\nb = “x”\n[t]\nc = 1\n[t]\nd = True\n';
    const { issues } = parseToml(text);
    expect(issues.map(({ kind, at }) => `${kind} ${at.line}`)).toEqual(['unescaped-backslash 1', 'smart-quotes 2', 'syntax 6', 'duplicate-key 5']);
  });

  it('reads the lines around a fault', () => {
    expect(parseToml('[mcp_servers.a]\ncommand = \n[mcp_servers.b]\ncommand = "x"\n').value).toEqual({ mcp_servers: { a: {}, b: { command: 'x' } } });
  });
});
