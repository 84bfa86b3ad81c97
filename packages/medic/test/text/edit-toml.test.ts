import { expect, it } from 'vitest';
import type { ConfigPath, EditIntent, Json } from '../../src/model/index.ts';
import { editConfig } from '../../src/text/edit-config.ts';

const SERVER: Json = { command: 'npx', args: ['-y', 'pkg'], env: { KEY: 'v' } };
const set = (at: ConfigPath, value: Json): EditIntent => ({ op: 'set', at, value });
const remove = (at: ConfigPath): EditIntent => ({ op: 'remove', at });
const rename = (at: ConfigPath, to: string): EditIntent => ({ op: 'rename-key', at, to });

it.each<[name: string, before: string, edits: EditIntent[], after: string]>([
  [
    'writes into an empty file',
    '',
    [set(['mcp_servers', 'x'], SERVER)],
    '[mcp_servers.x]\ncommand = "npx"\nargs = ["-y", "pkg"]\n\n[mcp_servers.x.env]\nKEY = "v"\n',
  ],
  [
    'adds a table behind its siblings',
    'model = "o"\n\n[mcp_servers.a]\ncommand = "b"\n\n# tail\n[profiles.p]\nx = 1\n',
    [set(['mcp_servers', 'x y'], SERVER)],
    'model = "o"\n\n[mcp_servers.a]\ncommand = "b"\n\n[mcp_servers."x y"]\ncommand = "npx"\nargs = ["-y", "pkg"]\n\n[mcp_servers."x y".env]\nKEY = "v"\n\n# tail\n[profiles.p]\nx = 1\n',
  ],
  [
    'adds a line, takes out a table',
    '[mcp_servers.a]\ncommand = "b"\n\n[mcp_servers.a.env]\nA = "1"\n\n[z]\nk = 1\n',
    [set(['mcp_servers', 'a', 'cwd'], 'C:\\x'), remove(['mcp_servers', 'a', 'env'])],
    '[mcp_servers.a]\ncommand = "b"\ncwd = \'C:\\x\'\n\n[z]\nk = 1\n',
  ],
  ['keeps the parent of the last table', '[mcp_servers.a]\ncommand = "b"\n\n[z]\nk = 1\n', [remove(['mcp_servers', 'a'])], '[mcp_servers]\n\n[z]\nk = 1\n'],
  [
    'renames in every header',
    '[mcpServers.a]\ncommand = "b"\n[mcpServers.a.env]\nA="1"\n[mcpServers.b]\nx=1',
    [rename(['mcpServers'], 'mcp_servers')],
    '[mcp_servers.a]\ncommand = "b"\n[mcp_servers.a.env]\nA="1"\n[mcp_servers.b]\nx=1',
  ],
  [
    'adds to an inline table',
    '[mcp_servers]\na = { command = "b" } # c\n',
    [set(['mcp_servers', 'a', 'args'], ['x'])],
    '[mcp_servers]\na = { command = "b", args = ["x"] } # c\n',
  ],
  ['puts keys without a table on top', '# file\n\n# about b\n[b]\ny = 1\n', [set(['top'], 1)], '# file\n\ntop = 1\n\n# about b\n[b]\ny = 1\n'],
  ['keeps to dotted keys', 'a.b = 1 # c\nz = 2\n', [set(['a', 'c'], 'x')], 'a.b = 1 # c\na.c = "x"\nz = 2\n'],
])('%s', async (_name, before, edits, after) => {
  expect(await editConfig(before, 'toml', edits)).toEqual({ ok: true, text: after });
});
