import { describe, expect, it } from 'vitest';
import type { ConfigFormat, ConfigNode, ConfigPath, EditIntent, Json } from '../../src/model/index.ts';
import { editConfig } from '../../src/text/edit-config.ts';
import { findNode } from '../../src/text/locate.ts';
import { parseConfig } from '../../src/text/parse-config.ts';
import { equalJson, valueAt, withoutValue, withValue } from '../../src/text/plain-value.ts';
import { createRandom, pathsOf, randomKey, randomValue } from './random.ts';

const DOCUMENTS: Readonly<Record<ConfigFormat, readonly string[]>> = {
  json: [
    '{\n  "mcpServers": {}\n}\n',
    '{"mcpServers":{"a":{"command":"npx","args":["-y","p"]}}}',
    '{ "a": 1, "b": [ 1, 2 ], "c": { "d": {} } }\n',
    '{\r\n\t"x": [\r\n\t\t1,\r\n\t\t2\r\n\t],\r\n\t"y": {}\r\n}',
  ],
  jsonc: [
    '{\r\n\t"m": {\r\n\t\t"a": { "command": "npx", "args": ["-y", "p"] }, // why\r\n\t\t/* b */ "b": {\r\n\t\t\t"url": "http://x", // tail\r\n\t\t},\r\n\t},\r\n\t"z": [\r\n\t\t1,\r\n\t\t2\r\n\t]\r\n}',
    '{\n    // only\n    "x": {\n        // empty\n    },\n    "y": "1" // last\n}\n',
  ],
  toml: [
    '# top\n[mcp_servers.a]\ncommand = "npx" # c\nargs = ["-y", "p"]\n\n[mcp_servers.a.env]\nA = "1"\n\n# about b\n[mcp_servers."b c"]\nurl = \'http://x\'\nlist = [\n  1,\n  2, # two\n]\n',
    'model = "o"\na.b.c = 1\na.b.d = 2\nt = { x = 1, y = { z = 2 } }\n\n[[p]]\nn = 1\n[p.sub]\nq = 2\n[[p]]\nn = 2\n',
    '[a]\r\nx = 1\r\n[a.b.c]\r\ny = 2\r\nml = """\r\nhi\r\nyou"""\r\n[z]\r\nk = 2024-01-01',
  ],
  yaml: [
    '# top\nextensions:\n  a:\n    cmd: npx # c\n    args:\n      - -y\n      - p\n    env: {A: "1", B: \'2\'}\n  # about b\n  "b c":\n    uri: http://x\n    text: |\n      one\n      two\nlast:\nnone: ~\n',
    'mcpServers:\n  - name: x\n    command: y\n    args: [a, b]\n  - name: z\n    env:\n      K: v\n',
    'a: 1\r\nb:\r\n- c\r\n- d:\r\n    e: 1\r\n    f: 2',
  ],
};

function randomEdit(
  random: ReturnType<typeof createRandom>,
  paths: readonly ConfigPath[],
  format: ConfigFormat,
): Exclude<EditIntent, { op: 'replace-text' | 'strip-bom' | 'to-utf8' }> {
  const path = paths.length === 0 ? [] : random.pick(paths);
  const value = randomValue(random, 0, format !== 'toml');
  const kind = paths.length === 0 ? 3 : random.int(4);
  if (kind === 0) return { op: 'set', at: path, value };
  if (kind === 1) return { op: 'remove', at: path };
  if (kind === 2) return { op: 'rename-key', at: path, to: randomKey(random) };
  return { op: 'set', at: [...path.slice(0, random.int(path.length + 1)), randomKey(random)], value };
}

function intended(value: Json, edit: ReturnType<typeof randomEdit>): Json | undefined {
  if (edit.op === 'set') return withValue(value, edit.at, edit.value);
  const without = withoutValue(value, edit.at);
  if (edit.op === 'remove' || without === undefined) return without;
  return withValue(without, [...edit.at.slice(0, -1), edit.to], valueAt(value, edit.at) ?? null);
}

/** Source texts of everything beside the path, as far as it stands in one piece. */
function bystanders(text: string, root: ConfigNode | undefined, path: ConfigPath): string[] {
  const texts: string[] = [];
  for (let length = 0; length < path.length; length += 1) {
    const node = findNode(root, path.slice(0, length));
    const children =
      node?.kind === 'object'
        ? node.members.filter(({ key }) => key !== path[length]).map(({ node: value }) => value)
        : node?.kind === 'array'
          ? node.items.filter((_, index) => index !== path[length])
          : [];
    for (const { kind, span } of children)
      if (kind === 'value' || !text.slice(span.start, span.end).includes('[')) texts.push(text.slice(span.start, span.end).trimEnd());
  }
  return texts;
}

describe.each<ConfigFormat>(['json', 'jsonc', 'toml', 'yaml'])('random edits of %s', (format) => {
  it('change what they should and leave every other byte', async () => {
    const random = createRandom(11);
    let done = 0;
    for (let round = 0; round < 400; round += 1) {
      const text = random.pick(DOCUMENTS[format]);
      const before = await parseConfig(text, format);
      const edit = randomEdit(random, pathsOf(before.value ?? {}), format);
      const result = await editConfig(text, format, [edit]);
      if (!result.ok) continue;
      done += 1;
      const message = JSON.stringify([text, edit, result.text]);
      const after = await parseConfig(result.text, format);
      expect(equalJson(after.value, intended(before.value ?? {}, edit)), message).toBe(true);
      for (const bystander of bystanders(text, before.root, edit.at)) expect(result.text, message).toContain(bystander);
      expect(result.text.endsWith('\n'), message).toBe(text.endsWith('\n'));
      if (text.includes('\r\n')) expect(result.text.replaceAll('\r\n', ''), message).not.toContain('\n');
      else expect(result.text, message).not.toContain('\r');
      const comments = (content: string): number => content.split(/\/\/|\/\*|# /).length;
      if (edit.op === 'rename-key' && !edit.to.includes('#')) expect(comments(result.text), message).toBe(comments(text));
    }
    expect(done).toBeGreaterThan(280);
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

  it('leaves the text alone for edits of encoding', async () => {
    expect(await editConfig('{}', 'json', [{ op: 'strip-bom' }, { op: 'to-utf8' }])).toEqual({ ok: true, text: '{}' });
  });
});
