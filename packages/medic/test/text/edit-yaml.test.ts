import { expect, it } from 'vitest';
import type { ConfigPath, EditIntent, Json } from '../../src/model/index.ts';
import { editConfig } from '../../src/text/edit-config.ts';

const SERVER_FIELDS = { command: 'npx', args: ['-y', 'pkg'], env: { KEY: 'v' } };
const SERVER: Json = SERVER_FIELDS;
const set = (at: ConfigPath, value: Json): EditIntent => ({ op: 'set', at, value });
const remove = (at: ConfigPath): EditIntent => ({ op: 'remove', at });

it.each<[name: string, before: string, edits: EditIntent[], after: string]>([
  ['writes into an empty file', '', [set(['extensions', 'x'], SERVER)], 'extensions:\n  x:\n    command: npx\n    args: ["-y", pkg]\n    env:\n      KEY: v\n'],
  [
    'adds behind siblings',
    '# c\nextensions:\n  a:\n    cmd: b # why\n    args:\n      - x\nother: 1\n',
    [set(['extensions', 'x'], SERVER), set(['extensions', 'a', 'args'], ['x', '-y', 'a: b']), set(['extensions', 'a', 'timeout'], 300)],
    '# c\nextensions:\n  a:\n    cmd: b # why\n    args:\n      - x\n      - "-y"\n      - "a: b"\n    timeout: 300\n  x:\n    command: npx\n    args: ["-y", pkg]\n    env:\n      KEY: v\nother: 1\n',
  ],
  [
    'edits a list of maps',
    'mcpServers:\n  - name: a\n    command: b\n  - name: c\n    command: d\n',
    [set(['mcpServers', 0, 'args'], ['x']), set(['mcpServers', 2], { name: 'q', ...SERVER_FIELDS }), remove(['mcpServers', 1, 'name'])],
    'mcpServers:\n  - name: a\n    command: b\n    args: [x]\n  - command: d\n  - name: q\n    command: npx\n    args: ["-y", pkg]\n    env:\n      KEY: v\n',
  ],
  ['leaves an empty list', 'mcpServers:\n  - name: a\n    command: b\n', [remove(['mcpServers', 0])], 'mcpServers: []\n'],
  [
    'keeps quotes, fills what is empty',
    'a: {}\nb: "x"\nc:\n',
    [set(['a', 'k'], { z: 1 }), set(['b'], 'y'), set(['c', 'd'], true)],
    'a:\n  k:\n    z: 1\nb: "y"\nc:\n  d: true\n',
  ],
])('%s', async (_name, before, edits, after) => {
  expect(await editConfig(before, 'yaml', edits)).toEqual({ ok: true, text: after });
});
