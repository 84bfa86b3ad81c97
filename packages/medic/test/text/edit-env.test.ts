import { describe, expect, it } from 'vitest';
import type { EditIntent } from '../../src/model/index.ts';
import { editConfig } from '../../src/text/edit-config.ts';
import { parseEnv } from '../../src/text/parse-env.ts';

describe('files of environment variables', () => {
  it('are read as dotenv reads them', () => {
    const text = '# top\nA=1 # one\nexport B = two words \nC="a\\nb" # c\nD=\'a\\nb # d\'\nE=`it\'s "e"`\nF=a#b\nG=\nH="x\ny"\nwhat is this\nA=2\n';
    const { value, issues } = parseEnv(text);
    expect(value).toEqual({ A: '2', B: 'two words', C: 'a\nb', D: 'a\\nb # d', E: 'it\'s "e"', F: 'a#b', G: '', H: 'x\ny' });
    expect(issues.map(({ kind, at }) => [kind, at.line])).toEqual([
      ['syntax', 11],
      ['duplicate-key', 12],
    ]);
  });

  it.each([
    [{ op: 'set', at: ['KEY'], value: 'new' }, 'A=1\r\nexport KEY="new" # mine\r\n'],
    [{ op: 'set', at: ['A'], value: 'x y' }, 'A=\'x y\'\r\nexport KEY="old " # mine\r\n'],
    [{ op: 'set', at: ['NEW'], value: 'C:\\x' }, 'A=1\r\nexport KEY="old " # mine\r\nNEW=\'C:\\x\'\r\n'],
    [{ op: 'remove', at: ['A'] }, 'export KEY="old " # mine\r\n'],
    [{ op: 'rename-key', at: ['KEY'], to: 'TOKEN' }, 'A=1\r\nexport TOKEN="old " # mine\r\n'],
  ] satisfies [EditIntent, string][])('%j keeps the rest', async (edit, text) => {
    expect(await editConfig('A=1\r\nexport KEY="old " # mine\r\n', 'env', [edit])).toEqual({ ok: true, text });
  });

  it.each([
    [{ op: 'set', at: ['A'], value: 5 }, 'cannot be written'],
    [{ op: 'set', at: ['A'], value: 'all of \' " `' }, 'cannot be written'],
    [{ op: 'set', at: ['A', 'b'], value: 'x' }, 'not a place'],
    [{ op: 'rename-key', at: ['A'], to: 'two words' }, 'no name of a variable'],
  ] satisfies [EditIntent, string][])('refuse %j', async (edit, reason) => {
    const result = await editConfig('A=1\n', 'env', [edit]);
    expect(result.ok ? '' : result.reason).toContain(reason);
  });
});
