import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/index.ts';
import { parseJson } from '../../src/text/parse-json.ts';
import { applySplices } from '../../src/text/splice.ts';
import { createRandom, randomValue } from './random.ts';

function repaired(text: string): string | undefined {
  const repairs = parseJson(text, 'json').issues.flatMap(({ repair }) => (repair === undefined ? [] : [repair]));
  return applySplices(text, repairs);
}

/** The text, its issues as `kind line:column message part`, and the text after all repairs (absent: some issue has none). */
const FAULTS: [text: string, issues: string[], fixed?: string][] = [
  ['{\n  "a": "x"\n  "b": 2\n}', ['missing-comma 2:11 before "b"'], '{\n  "a": "x",\n  "b": 2\n}'],
  ['{"a": [1 2]}', ['missing-comma 1:9 before the next value'], '{"a": [1, 2]}'],
  ['{"a": [1,2,],}', ['trailing-comma 1:11 before the ]', 'trailing-comma 1:13 before the }'], '{"a": [1,2]}'],
  ['{"a": 1 /* x */, // y\n"b": 2}', ['comment 1:9 comment', 'comment 1:18 comment'], '{"a": 1,\n"b": 2}'],
  ["{'a': 'it\\'s \"x\"'}", ['single-quotes 1:2 double quotes', 'single-quotes 1:7 double quotes'], '{"a": "it\'s \\"x\\""}'],
  ['{“command”: “npx”}', ['smart-quotes 1:2 typographic', 'smart-quotes 1:13 typographic'], '{"command": "npx"}'],
  ['{"command”: "npx"}', ['smart-quotes 1:10 closes this string'], '{"command": "npx"}'],
  ['{"a": “npx", "b": "x”}', ['smart-quotes 1:7 typographic', 'smart-quotes 1:21 closes'], '{"a": "npx", "b": "x"}'],
  ['{command: "npx"}', ['syntax 1:2 the key "command" has no double quotes'], '{"command": "npx"}'],
  ['{"a": "C:\\Users\\new"}', ['unescaped-backslash 1:10 written twice'], '{"a": "C:\\\\Users\\\\new"}'],
  ['{"a": "C:\\dir\\", "b": 1}', ['unescaped-backslash 1:10 written twice'], '{"a": "C:\\\\dir\\\\", "b": 1}'],
  ['{"a": "C:\\new\\"\n}', ['unescaped-backslash 1:14 written twice'], '{"a": "C:\\\\new\\\\"\n}'],
  ['{"a": "\\d+\\n"}', ['unescaped-backslash 1:8 written twice'], '{"a": "\\\\d+\\n"}'],
  ['{"a": "x\ty"}', ['syntax 1:9 a tab'], '{"a": "x\\ty"}'],
  ['{"a": "x\ny"}', ['syntax 1:9 over the end of its line']],
  ['{"a": "npx,\n "b": []}', ['syntax 1:7 closing " of this string'], '{"a": "npx",\n "b": []}'],
  ['{"a": ["-y", "pkg]}', ['syntax 1:14 closing " of this string'], '{"a": ["-y", "pkg"]}'],
  ['{"a": "say "hi" x"}', ['syntax 1:13 outside the quotes']],
  [
    '{"a": True, "b": False, "c": None}',
    ['syntax 1:7 written true', 'syntax 1:18 written false', 'syntax 1:30 written null'],
    '{"a": true, "b": false, "c": null}',
  ],
  ['{"a": NaN, "b": undefined}', ['syntax 1:7 JSON has no NaN', 'syntax 1:17 JSON has no undefined']],
  ['{"a": npx}', ['syntax 1:7 without quotes'], '{"a": "npx"}'],
  ['{"a": npx -y x, "b": 1}', ['syntax 1:7 without quotes']],
  ['{"url": http://x/y}', ['syntax 1:9 without quotes'], '{"url": "http://x/y"}'],
  ['{"a": 01}', ['syntax 1:7 a number']],
  ['{"a" "b"}', ['syntax 1:5 a colon is missing after "a"'], '{"a": "b"}'],
  ['{"a" = "b"}', ['syntax 1:6 a colon, not ='], '{"a" : "b"}'],
  ['{"a": }', ['syntax 1:6 the value of "a" is missing']],
  ['{"-y", "p"}', ['syntax 1:2 "-y" has no value']],
  ['["a": "b"]', ['syntax 1:5 stand in { }']],
  ['{"a": 1,, "b": 2}', ['syntax 1:9 one comma too many'], '{"a": 1, "b": 2}'],
  ['{"a": {"b": ["x"}}', ['syntax 1:17 the [ opened in line 1 is not closed before this }'], '{"a": {"b": ["x"]}}'],
  ['{"a": ["x"}, "b": {}}', ['syntax 1:11 closed with } in place of ]'], '{"a": ["x"], "b": {}}'],
  ['{"a": [1, 2', ['syntax 1:12 the [ opened in line 1', 'syntax 1:12 the { opened in line 1'], '{"a": [1, 2]}'],
  [
    '{\n  "m": {\n    "a": {\n      "c": 1\n    "b": {\n      "c": 2\n    }\n  }\n}\n',
    ['syntax 4:13 the { opened in line 3 is not closed before "b"', 'missing-comma 4:13 before "b"'],
    '{\n  "m": {\n    "a": {\n      "c": 1\n    },\n    "b": {\n      "c": 2\n    }\n  }\n}\n',
  ],
  [
    '{\n  "m": {\n    "a": {\n      "c": 1\n    }\n}\n',
    ['syntax 5:6 the { opened in line 2 is not closed before this }'],
    '{\n  "m": {\n    "a": {\n      "c": 1\n    }\n  }\n}\n',
  ],
  ['{\n  "m": {}\n}\n}\n', ['syntax 4:1 this } closes nothing'], '{\n  "m": {}\n}\n'],
  [
    '{\n  "m": {\n    "a": {\n    }\n    },\n    "b": {\n    }\n  }\n}\n',
    ['syntax 5:5 this } closes nothing'],
    '{\n  "m": {\n    "a": {\n    }\n    ,\n    "b": {\n    }\n  }\n}\n',
  ],
  ['{"a":1}\n{"b":2}', ['syntax 2:1 a second JSON document']],
  ['{"a":1} x', ['syntax 1:9 what follows is not read']],
  ['{"a":1},\n', ['syntax 1:8 after the end'], '{"a":1}\n'],
  [
    '"name": {"c": 1}',
    ['syntax 1:1 the { that opens the file is missing before "name"', 'syntax 1:17 the } that closes the file is missing'],
    '{"name": {"c": 1}}',
  ],
  ['```json\n{"a": 1}\n```\n', ['syntax 1:1 ```json is Markdown', 'syntax 3:1 ``` is Markdown'], '{"a": 1}\n'],
  ['{"a": 1, # x\n "b": 2}', ['syntax 1:10 # does not start'], '{"a": 1,\n "b": 2}'],
  ['{\u00a0"a": 1}', ['syntax 1:2 U+00A0'], '{ "a": 1}'],
  ['{"a": ...}', ['syntax 1:7 dots of an example']],
  ['', ['empty 1:1 the file is empty'], '{}'],
  [' \n', ['empty 1:1 the file is empty'], ' \n{}'],
  ['{"a": 1, "b": 2, "a": 3}', ['duplicate-key 1:18 "a" stands twice']],
];

describe('faults people make in JSON', () => {
  it.each(FAULTS.map(([text, issues, fixed]) => ({ text, issues, fixed })))('$text', ({ text, issues: expected, fixed }) => {
    const { issues } = parseJson(text, 'json');
    const found = issues.map(({ kind, at, message }) => `${kind} ${at.line}:${at.column} ${message}`);
    expect(found).toHaveLength(expected.length);
    expected.forEach((part, index) => {
      const [kind, place, ...words] = part.split(' ');
      expect(found[index]).toContain(`${kind} ${place} `);
      expect(found[index]).toContain(words.join(' '));
    });
    if (fixed === undefined) expect(issues.some(({ repair }) => repair === undefined)).toBe(true);
    else {
      expect(JSON.parse(repaired(text) ?? '')).toEqual(JSON.parse(fixed));
      expect(repaired(text)?.replaceAll(/\s/g, '')).toBe(fixed.replaceAll(/\s/g, ''));
    }
  });

  it('repairs many faults of one file together', () => {
    const text =
      '```json\n{\n  \'mcpServers\': {\n    “a”: {\n      command: "C:\\Users\\me\\x.exe" // why\n      "args": [\'-y\', pkg,],\n      "on": True\n  }\n}\n```\n';
    expect(JSON.parse(repaired(text) ?? '')).toEqual({ mcpServers: { a: { command: 'C:\\Users\\me\\x.exe', args: ['-y', 'pkg'], on: true } } });
  });

  it('reads what it can of a broken file', () => {
    const { value } = parseJson('{"mcpServers": {"a": {"command": "npx" "args": [1,]}, "b": {', 'json');
    expect(value).toEqual({ mcpServers: { a: { command: 'npx', args: [1] }, b: {} } });
  });

  it('shows no string of the file in a message', () => {
    for (const text of [
      "{'a': 'sEcrEt12345'}",
      '{"a": sEcrEt12345}',
      '{"a": "x" sEcrEt12345 "b": 1}',
      '{"a": "sEcrEt12345',
      '["sEcrEt12345" "sEcrEt12345"]',
      '{"a": "sEcrEt12345"sEcrEt12345}',
    ]) {
      for (const { message } of parseJson(text, 'json').issues) expect(message).not.toContain('sEcrEt12345');
    }
  });

  it('takes __proto__ as a key like any other', () => {
    const { value } = parseJson('{"__proto__": {"polluted": 1}}', 'json');
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('against JSON.parse', () => {
  it('finds nothing wrong with valid JSON and reads the same', () => {
    const random = createRandom(1);
    for (let round = 0; round < 400; round += 1) {
      const value: Json = { root: randomValue(random), more: [randomValue(random), -1.5e10, 'C:\\new\\"x", y', '“q”', "'s'"] };
      const text = JSON.stringify(value, null, random.pick([0, 2, '\t']));
      const parsed = parseJson(text, 'json');
      expect(parsed.issues).toEqual([]);
      expect(JSON.stringify(parsed.value)).toBe(JSON.stringify(value));
    }
  });

  it('survives any damage, sees it, and repairs it where it says so', () => {
    const random = createRandom(2);
    const sound = JSON.stringify(
      { mcpServers: { a: { command: 'npx', args: ['-y', 'C:\\x'], env: { K: 'v"w' } }, b: { url: 'http://x/y', on: true, n: null } } },
      null,
      2,
    );
    let repairs = 0;
    for (let round = 0; round < 3000; round += 1) {
      const at = random.int(sound.length);
      const cut = random.int(3);
      const text =
        sound.slice(0, at) + random.pick(['', '"', ',', '{', '}', '[', ']', ':', '\\', "'", '”', '\n', 'x', '//', '/*', '`']) + sound.slice(at + cut);
      const { issues } = parseJson(text, 'json');
      expect(issues.length === 0).toBe(isJson(text));
      if (issues.length === 0 || issues.some(({ repair }) => repair === undefined)) continue;
      repairs += 1;
      expect(isJson(repaired(text) ?? ''), text).toBe(true);
    }
    expect(repairs).toBeGreaterThan(500);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
