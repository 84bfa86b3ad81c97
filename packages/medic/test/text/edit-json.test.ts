import { expect, it } from 'vitest';
import type { ConfigPath, EditIntent, Json } from '../../src/model/index.ts';
import { editConfig } from '../../src/text/edit-config.ts';

const SERVER: Json = { command: 'npx', args: ['-y', 'pkg'], env: { KEY: 'v' } };
const set = (at: ConfigPath, value: Json): EditIntent => ({ op: 'set', at, value });
const remove = (at: ConfigPath): EditIntent => ({ op: 'remove', at });
const rename = (at: ConfigPath, to: string): EditIntent => ({ op: 'rename-key', at, to });

it.each<[name: string, before: string, edits: EditIntent[], after: string]>([
  [
    'fills an empty file',
    '',
    [set(['mcpServers', 'x'], SERVER)],
    '{\n  "mcpServers": {\n    "x": {\n      "command": "npx",\n      "args": ["-y", "pkg"],\n      "env": {\n        "KEY": "v"\n      }\n    }\n  }\n}\n',
  ],
  [
    'opens up an empty object',
    '{\n  "mcpServers": {}\n}\n',
    [set(['mcpServers', 'x'], SERVER)],
    '{\n  "mcpServers": {\n    "x": {\n      "command": "npx",\n      "args": ["-y", "pkg"],\n      "env": {\n        "KEY": "v"\n      }\n    }\n  }\n}\n',
  ],
  [
    'copies the indentation of siblings',
    '{\n    "mcpServers": {\n        "a": {"command": "b"}\n    }\n}\n',
    [set(['mcpServers', 'x'], SERVER)],
    '{\n    "mcpServers": {\n        "a": {"command": "b"},\n        "x": {\n            "command": "npx",\n            "args": ["-y", "pkg"],\n            "env": {\n                "KEY": "v"\n            }\n        }\n    }\n}\n',
  ],
  [
    'keeps one line on one line',
    '{"mcpServers":{"a":{"command":"b"}}}',
    [set(['mcpServers', 'x'], SERVER)],
    '{"mcpServers":{"a":{"command":"b"},"x":{"command":"npx","args":["-y","pkg"],"env":{"KEY":"v"}}}}',
  ],
  [
    'keeps comments where they are',
    '{\n  "a": {\n    "command": "b", // why\n    "args": ["x"] // last\n  }\n}\n',
    [set(['a', 'type'], 'http'), set(['a', 'args'], ['-y', 'x', 'z'])],
    '{\n  "a": {\n    "command": "b", // why\n    "args": ["-y", "x", "z"], // last\n    "type": "http"\n  }\n}\n',
  ],
  ['takes the comma before a last member', '{\n  "a": 1, // one\n  "b": 2 // two\n}\n', [remove(['b'])], '{\n  "a": 1 // one\n}\n'],
  ['keeps a trailing comma', '{\n  "a": 1, // one\n  "b": 2, // two\n}\n', [remove(['a']), set(['c'], 1)], '{\n  "b": 2, // two\n  "c": 1,\n}\n'],
  ['removes from the middle of a line', '{ "a": 1, "b": 2, "c": 3 }', [remove(['b'])], '{ "a": 1, "c": 3 }'],
  ['removes from the end of a line', '{ "a": 1, "b": 2, "c": 3 }', [remove(['c'])], '{ "a": 1, "b": 2 }'],
  [
    'lengthens a list in its own style',
    '{\n  "args": [\n    "a",\n    "b"\n  ]\n}',
    [set(['args'], ['a', 'b', 'c'])],
    '{\n  "args": [\n    "a",\n    "b",\n    "c"\n  ]\n}',
  ],
  ['renames a key only', '{\n\t"mcpserver" : {\n\t\t"a": {}\n\t}\n}\n', [rename(['mcpserver'], 'mcpServers')], '{\n\t"mcpServers" : {\n\t\t"a": {}\n\t}\n}\n'],
  ['keeps CRLF and tabs', '{\r\n\t"a": 1\r\n}\r\n', [set(['b'], { c: 1 })], '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": 1\r\n\t}\r\n}\r\n'],
])('%s', async (_name, before, edits, after) => {
  expect(await editConfig(before, 'json', edits)).toEqual({ ok: true, text: after });
});
