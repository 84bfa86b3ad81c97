import { describe, expect, it } from 'vitest';
import { collectTools } from '../../src/collect/tools.ts';

const good = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
const withProperty = (schema: unknown): unknown => ({ type: 'object', properties: { x: schema } });
const at = '/inputSchema/properties/x';

function faultsOf(inputSchema: unknown): readonly (readonly [string, string])[] {
  return (collectTools([{ name: 't', inputSchema }]).tools[0]?.schemaFaults ?? []).map(({ kind, pointer }) => [kind, pointer]);
}

function nest(levels: number): unknown {
  let schema: unknown = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { x: schema } };
  return schema;
}

describe('collectTools', () => {
  it.each([
    ['a plain schema', good],
    ['no properties', { type: 'object' }],
    ['recursion through properties', { type: 'object', properties: { child: { $ref: '#' } } }],
    ['a reference into $defs', { type: 'object', properties: { x: { $ref: '#/$defs/a~1b' } }, $defs: { 'a/b': { type: 'string' } } }],
    ['a reference to an anchor', { type: 'object', properties: { x: { $ref: '#here' } }, $defs: { a: { $anchor: 'here' } } }],
    ['boolean schemas', { type: 'object', properties: { x: true }, additionalProperties: false }],
    ['draft-07', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }],
    ['several types', withProperty({ type: ['string', 'null'] })],
    ['prefixItems', withProperty({ type: 'array', prefixItems: [{ type: 'string' }] })],
    ['required without properties', { type: 'object', required: ['x'] }],
  ])('finds nothing in %s', (_what, schema) => {
    expect(faultsOf(schema)).toEqual([]);
  });

  it.each([
    ['null', null, [['not-object', '/inputSchema']]],
    ['a list', [], [['not-object', '/inputSchema']]],
    ['no type', {}, [['not-object', '/inputSchema/type']]],
    ['another root type', { type: 'string' }, [['not-object', '/inputSchema/type']]],
    ['a root combinator', { type: 'object', anyOf: [{ required: ['a'] }] }, [['root-combinator', '/inputSchema/anyOf']]],
    ['array without items', withProperty({ type: 'array' }), [['type-array-without-items', at]]],
    ['tuple items', withProperty({ type: 'array', items: [{ type: 'string' }] }), [['not-object', `${at}/items`]]],
    ['a wrong type word', withProperty({ type: 'int' }), [['bad-type-word', `${at}/type`]]],
    ['an empty type list', withProperty({ type: [] }), [['bad-type-word', `${at}/type`]]],
    ['required: true', withProperty({ type: 'string', required: true }), [['bad-required', `${at}/required`]]],
    ['required names an unknown property', { type: 'object', properties: {}, required: ['toString'] }, [['bad-required', '/inputSchema/required']]],
    ['a pattern of another language', withProperty({ pattern: '(?P<a>x' }), [['bad-pattern', `${at}/pattern`]]],
    ['such a name further down', { type: 'object', properties: { pipeline: { type: 'object', properties: { $match: {} } } } }, []],
    ['a property name with a blank', { type: 'object', properties: { 'a b': {} } }, [['bad-property-name', '/inputSchema/properties/a b']]],
    ['a reference to nothing', withProperty({ $ref: '#/$defs/none' }), [['bad-ref', `${at}/$ref`]]],
    [
      'a reference to itself',
      { type: 'object', properties: { x: { $ref: '#/$defs/a' } }, $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
      [
        ['bad-ref', `${at}/$ref`],
        ['bad-ref', '/inputSchema/$defs/a/$ref'],
        ['bad-ref', '/inputSchema/$defs/b/$ref'],
      ],
    ],
    ['a reference that leads out', withProperty({ $ref: 'https://example.com/s.json' }), [['external-ref', `${at}/$ref`]]],
    ['an unknown dialect', { $schema: 'https://example.com/s', type: 'object' }, [['unknown-dialect', '/inputSchema/$schema']]],
    ['deep nesting', nest(40), [['too-deep', expect.any(String)]]],
    ['properties as a list', { type: 'object', properties: [] }, [['not-object', '/inputSchema/properties']]],
  ])('names %s', (_what, schema, expected) => {
    expect(faultsOf(schema)).toEqual(expected);
  });

  it('tells a missing schema, a missing name and a tool that is none', () => {
    const { tools } = collectTools([{ name: 'a' }, { inputSchema: good }, 7]);
    expect(tools.map((tool) => tool.schemaFaults.map(({ kind, pointer }) => [kind, pointer]))).toEqual([
      [['missing', '/inputSchema']],
      [['missing', '/name']],
      [['not-object', '']],
    ]);
  });

  it('is not moved by __proto__ and prototype names', () => {
    const schema: unknown = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"int"},"constructor":{"type":"string"}},"required":["hasOwnProperty"]}',
    );
    expect(faultsOf(schema)).toEqual([
      ['bad-required', '/inputSchema/required'],
      ['bad-type-word', '/inputSchema/properties/__proto__/type'],
    ]);
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });

  it('ends on cyclic objects and hostile sizes', () => {
    const cyclic: Record<string, unknown> = { type: 'object' };
    cyclic['properties'] = { self: cyclic };
    expect(faultsOf(cyclic)).toEqual([]);
    let chain: unknown = {};
    for (let level = 0; level < 50_000; level += 1) chain = { items: chain };
    const wide = {
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 200 }, (_unused, index) => [`p${index}`, { type: 'array', items: { $ref: '#/properties/p0' } }])),
    };
    const facts = collectTools([
      ...Array.from({ length: 10_000 }, (_unused, index) => ({ name: `t${index}`, inputSchema: wide })),
      { name: 'deep', inputSchema: chain },
      {},
    ]);
    expect(facts.count).toBe(10_002);
    expect(facts.tools).toHaveLength(10_000);
    expect(facts.incomplete).toBeDefined();
    expect(collectTools([{ name: 'deep', inputSchema: { type: 'object', properties: { x: chain } } }]).tools[0]?.schemaFaults[0]?.kind).toBe('too-deep');
  });

  it('keeps at most 20 faults of a tool', () => {
    const schema = { type: 'object', properties: Object.fromEntries(Array.from({ length: 100 }, (_unused, index) => [`p${index}`, { type: 'int' }])) };
    expect(faultsOf(schema)).toHaveLength(20);
  });

  it('passes names and quotes through the redactor', () => {
    const redactor = {
      text: (value: string) => value.replaceAll('secret', '[x]'),
      json: <T>(value: T) => value,
      url: String,
      headers: (value: Readonly<Record<string, string>>) => value,
      learn: () => undefined,
    };
    const { tools } = collectTools([{ name: 'secret', inputSchema: { type: 'secret' } }], { redactor });
    expect(JSON.stringify(tools)).not.toContain('secret');
  });
});
