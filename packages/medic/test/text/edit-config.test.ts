import { describe, expect, it } from 'vitest';
import type { ConfigFormat, EditIntent } from '../../src/model/index.ts';
import { editConfig } from '../../src/text/edit-config.ts';
import { parseConfig } from '../../src/text/parse-config.ts';
import { valueAt } from '../../src/text/plain-value.ts';
import { tryRandomEdit } from './edit-properties.ts';
import { DOCUMENTS } from './random-document.ts';
import { createRandom, pathsOf } from './random.ts';

describe.each<ConfigFormat>(['json', 'jsonc', 'toml', 'yaml', 'env'])('random edits of %s', (format) => {
  it('change what they should and leave every other byte', async () => {
    const counts = { done: 0, refused: 0, broken: 0 };
    for (let seed = 0; seed < 150; seed += 1) {
      const outcome = await tryRandomEdit(createRandom(seed), format);
      counts[outcome.state] += 1;
      expect(outcome.state === 'broken' ? `seed ${seed}: ${outcome.why}` : '').toBe('');
    }
    expect(counts.done).toBeGreaterThan(110);
  });

  it('setting what is there changes nothing', async () => {
    for (const text of DOCUMENTS[format]) {
      const { value } = await parseConfig(text, format);
      for (const path of pathsOf(value ?? {})) {
        expect(await editConfig(text, format, [{ op: 'set', at: path, value: valueAt(value, path) ?? null }])).toEqual({ ok: true, text });
      }
    }
  });
});

describe('editConfig', () => {
  it('moves a value with what only held it, and refuses a place that is taken', async () => {
    const text = '{\n  // kept\n  "mcp": {\n    "servers": { "a": { "command": "x" } }\n  }\n}\n';
    const moved = await editConfig(text, 'jsonc', [{ op: 'move', at: ['mcp', 'servers'], to: ['servers'] }]);
    expect(moved.ok ? moved.text : moved.reason).toBe('{\n  // kept\n  "servers": {\n    "a": {\n      "command": "x"\n    }\n  }\n}\n');
    const bare = await editConfig('{ "a": { "command": "x" } }\n', 'json', [{ op: 'move', at: [], to: ['mcpServers'] }]);
    expect(bare.ok && JSON.parse(bare.text)).toEqual({ mcpServers: { a: { command: 'x' } } });
    expect(await editConfig('{ "a": 1, "b": 2 }', 'json', [{ op: 'move', at: ['a'], to: ['b'] }])).toMatchObject({ ok: false });
  });

  it('makes a list of a map, each item with its key as name', async () => {
    const text = 'name: Local # mine\nmcpServers:\n  a:\n    command: x\n  b:\n    url: http://h/mcp\nrules: []\n';
    const listed = await editConfig(text, 'yaml', [{ op: 'list-entries', at: ['mcpServers'] }]);
    expect(listed.ok && (await parseConfig(listed.text, 'yaml')).value).toEqual({
      name: 'Local',
      mcpServers: [
        { name: 'a', command: 'x' },
        { name: 'b', url: 'http://h/mcp' },
      ],
      rules: [],
    });
    expect(listed.ok && listed.text.startsWith('name: Local # mine\n') && listed.text.endsWith('\nrules: []\n')).toBe(true);
  });

  it('applies the repairs of a broken file together, then edits it', async () => {
    const text = "{\n  'mcpServers': {\n    'a': { command: 'npx', }\n  }\n}\n";
    const { issues } = await parseConfig(text, 'json');
    const repairs = issues.flatMap(({ repair }): EditIntent[] => (repair === undefined ? [] : [{ op: 'replace-text', ...repair }]));
    const result = await editConfig(text, 'json', [{ op: 'set', at: ['mcpServers', 'a', 'type'], value: 'stdio' }, ...repairs]);
    expect(result).toEqual({ ok: true, text: '{\n  "mcpServers": {\n    "a": { "command": "npx", "type": "stdio" }\n  }\n}\n' });
  });

  it('writes the real text when a repair comes back redacted', async () => {
    const text = "{'token': 'abc'}";
    const { issues } = await parseConfig(text, 'json');
    const repairs = issues.flatMap(({ repair }): EditIntent[] =>
      repair === undefined ? [] : [{ op: 'replace-text', span: repair.span, text: '"[redacted]"' }],
    );
    expect(await editConfig(text, 'json', repairs)).toEqual({ ok: true, text: '{"token": "abc"}' });
  });

  it.each([
    ['json', '{"a": 1', [{ op: 'set', at: ['b'], value: 1 }], 'line 1 must be put right first'],
    ['json', '{"a": 1}', [{ op: 'set', at: ['a', 'b'], value: 1 }], 'a.b is not a place'],
    ['json', '{"a": 1}', [{ op: 'remove', at: ['b'] }], 'b is not a place'],
    ['json', '{"a": 1, "b": 2}', [{ op: 'rename-key', at: ['a'], to: 'b' }], 'a is not a place'],
    ['json', '{"a": 1}', [{ op: 'set', at: ['a'], value: 'Bearer [redacted]' }], 'redacted'],
    ['json', '{"a": 1}', [{ op: 'replace-text', span: { start: 1, end: 1 }, text: '[redacted]' }], 'redacted'],
    [
      'json',
      '{"a": 1}',
      [
        { op: 'replace-text', span: { start: 0, end: 3 }, text: '' },
        { op: 'replace-text', span: { start: 2, end: 4 }, text: '' },
      ],
      'overlap',
    ],
    ['json', '{"a": 1}', [{ op: 'replace-text', span: { start: 7, end: 8 }, text: '' }], 'line 1 would be wrong'],
    ['json', '{"a": 1, "a": 2}', [{ op: 'remove', at: ['a'] }], 'side effects'],
    ['toml', 'a = 1\n', [{ op: 'set', at: ['b'], value: null }], 'no null'],
    ['yaml', 'a: &x {b: 1}\nc: *x\n', [{ op: 'set', at: ['c', 'b'], value: 2 }], 'alias'],
    ['yaml', 'a: &x {b: 1}\nc: *x\n', [{ op: 'set', at: ['a', 'b'], value: 2 }], 'side effects'],
  ] as [ConfigFormat, string, EditIntent[], string][])('%s %j refuses %j', async (format, text, edits, reason) => {
    const result = await editConfig(text, format, edits);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.reason).toContain(reason);
  });

  it.each([
    ['trim', ' tok\n', 'tok'],
    ['one-line', 'ab\n  cd', 'abcd'],
    ['strip-hidden', 't\u200bok', 'tok'],
    ['unquote', '"tok"', 'tok'],
    ['unquote', '“tok”', 'tok'],
    ['drop-bearer', 'Bearer Bearer tok', 'Bearer tok'],
    ['drop-bearer', 'Authorization: Bearer ${TOK}', 'Authorization: ${TOK}'],
    ['add-bearer', 'tok', 'Bearer tok'],
    ['add-bearer', 'Authorization: tok', 'Authorization: Bearer tok'],
  ] as const)('%s makes %j into %j without the intent holding it', async (how, before, after) => {
    const text = JSON.stringify({ a: [1, { b: before }] });
    expect(await editConfig(text, 'json', [{ op: 'transform', at: ['a', 1, 'b'], how }])).toEqual({ ok: true, text: JSON.stringify({ a: [1, { b: after }] }) });
  });

  it('transforms nothing but texts', async () => {
    expect(await editConfig('{"a": 1}', 'json', [{ op: 'transform', at: ['a'], how: 'trim' }])).toEqual({ ok: false, reason: 'a holds no text' });
  });

  it('leaves the text alone for edits of encoding', async () => {
    expect(await editConfig('{}', 'json', [{ op: 'strip-bom' }, { op: 'to-utf8' }])).toEqual({ ok: true, text: '{}' });
  });
});
