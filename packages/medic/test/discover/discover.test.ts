import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/clients/index.ts';
import { discover } from '../../src/discover/discover.ts';
import { pickTemplate } from '../../src/discover/expand-path.ts';
import { expandPathTemplate } from '../../src/clients/path-template.ts';
import { readConfigText } from '../../src/discover/read-config-text.ts';
import type { ClientDefinition, Discovery, Platform } from '../../src/model/index.ts';
import { makeHome, small, vary } from './fake-home.ts';

const ONE = { mcpServers: { srv: { command: 'node', args: ['a.js'] } } };
const byId = (id: string): ClientDefinition => CLIENTS.find((each) => each.id === id) ?? small;

/** `client scope state names` for every file. */
function briefFiles({ files }: Discovery): readonly string[] {
  return files.map(({ client, scope, state, serverNames }) => `${client} ${scope} ${state} ${serverNames.join(',')}`.trim());
}

/** `client:name state` for every entry. */
function briefEntries({ entries }: Discovery): readonly string[] {
  return entries.map(({ facts }) => `${facts.client}:${facts.name} ${facts.scope} ${facts.loads.state === 'dropped' ? facts.loads.why : facts.loads.state}`);
}

describe('files', () => {
  it.each<[string, string | Uint8Array, object]>([
    ['comments and trailing commas', '{ // c\n "mcpServers": { "a": { "command": "x", }, }, }', { state: 'ok', serverNames: ['a'] }],
    ['a BOM', '\ufeff{"mcpServers":{}}', { state: 'ok', bom: true }],
    [
      'UTF-16',
      Buffer.from('\ufeff{"mcpServers":{"a":{"command":"x"}}}', 'utf16le'),
      { state: 'invalid', refusedFor: ['encoding'], encoding: 'utf-16le', serverNames: ['a'] },
    ],
    ['a missing comma', '{"mcpServers": {"a": {"command": "x" "args": []}}}', { state: 'invalid', refusedFor: [0] }],
    ['an empty file', '', { state: 'ok', serverNames: [] }],
    ['another root key', '{\n "servers": {"a": {"command": "x"}}}', { state: 'ok', wrongRootKey: { found: ['servers'], line: 2 }, serverNames: ['a'] }],
    ['a misspelt root key', '{"mcpServer": {"a": {"command": "x"}}}', { wrongRootKey: { found: ['mcpServer'], line: 1 } }],
    ['the root key in small letters', '{"mcpservers": {"a": {"url": "x"}}}', { wrongRootKey: { found: ['mcpservers'], line: 1 } }],
    ['the VS Code settings form', '{"mcp": {"servers": {"a": {"command": "x"}}}}', { wrongRootKey: { found: ['mcp', 'servers'], line: 1 } }],
    ['servers one level too deep', '{"settings": {\n"mcpServers": {"a": {"command": "x"}}}}', { wrongRootKey: { found: ['settings', 'mcpServers'], line: 2 } }],
    ['servers without a root key', '{"a": {"command": "x"}, "b": {"url": "y"}}', { wrongRootKey: { found: [], line: 1 }, serverNames: ['a', 'b'] }],
    ['a list for a map', '{"mcpServers": [{"name": "a", "command": "x"}]}', { state: 'ok', wrongShape: { expected: 'map', line: 1 }, serverNames: ['a'] }],
  ])('%s', async (_, content, expected) => {
    const fake = makeHome();
    const path = fake.write('~/.small/mcp.json', content);
    const { files } = await discover(fake.roots(), [small]);
    expect(files.find((file) => file.path === path)).toMatchObject(expected);
  });

  it.each<[string, ClientDefinition['parser'], string, (number | string)[]]>([
    ['comments', { ...small.parser, comments: 'refused' }, '{"mcpServers": {} // c\n}', [0]],
    ['trailing commas', { ...small.parser, trailingComma: 'refused' }, '{"mcpServers": {},}', [0]],
    ['a BOM', { ...small.parser, bom: 'refused' }, '\ufeff{"mcpServers": {}}', ['bom']],
    ['only what it minds', { ...small.parser, trailingComma: 'refused' }, '{"mcpServers": {}, // c\n "x": [1,],}', [0, 1]],
    ['nothing about equal keys', small.parser, '{"mcpServers": {}, "mcpServers": {}}', []],
  ])('a parser that refuses %s', async (_, parser, content, refusedFor) => {
    const fake = makeHome();
    fake.write('~/.small/mcp.json', content);
    const { files } = await discover(fake.roots(), [{ ...small, parser }]);
    expect(files.at(-1)).toMatchObject({ refusedFor, state: refusedFor.length === 0 ? 'ok' : 'invalid' });
  });

  it('does not take other maps for servers', async () => {
    const fake = makeHome();
    fake.write('~/.small/mcp.json', { tasks: { build: { command: 'make' } }, lsp: { rust: { binary: { path: 'x' } } }, theme: 'dark' });
    const { files, entries } = await discover(fake.roots(), [small]);
    expect(files.at(-1)).not.toHaveProperty('wrongRootKey');
    expect(entries).toEqual([]);
  });

  it('quotes broken lines without their secrets', async () => {
    const fake = makeHome();
    const path = fake.write('~/.small/mcp.json', '{"mcpServers": {"a": {"command": "x",\n"env": {"API_KEY": "verysecretvalue" "B": "2"}}}}');
    const { files } = await discover(fake.roots(), [small]);
    const file = files.find((each) => each.path === path);
    expect(file?.issueLines[0]).toBe('"env": {"API_KEY": "[redacted, 15 chars]" "B": "2"}}}}');
    expect(JSON.stringify(file)).not.toContain('verysecret');
  });

  it.each<[string, string, (path: string) => void]>([
    ['a folder', 'EISDIR', (path) => mkdirSync(path, { recursive: true })],
    ['a FIFO', 'not a regular file', (path) => void execFileSync('mkfifo', [path])],
    ['a link to itself', 'ELOOP', (path) => symlinkSync(path, path)],
  ])('%s is unreadable, not an error', async (_, unreadable, make) => {
    const fake = makeHome();
    mkdirSync(join(fake.home, '.small'));
    make(join(fake.home, '.small/mcp.json'));
    const { files } = await discover(fake.roots(), [small]);
    expect(files.at(-1)).toMatchObject({ state: 'unreadable', unreadable });
  });

  it('survives what hostile repositories hold', async () => {
    const fake = makeHome();
    fake.write(
      '.small/mcp.json',
      `{"mcpServers": {"__proto__": {"command": "x"}, "constructor": {"command": "y", "env": {"__proto__": "1"}}, "deep": ${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}}`,
    );
    fake.write('~/.small/mcp.json', Buffer.alloc(5 * 1024 * 1024 + 1, 0x20));
    const { files, entries } = await discover(fake.roots(), [small]);
    expect(files.map(({ state, unreadable }) => [state, unreadable])).toEqual([
      ['invalid', undefined],
      ['unreadable', 'too large'],
    ]);
    expect(entries.every(({ plan }) => plan === undefined)).toBe(true);
    expect(({} as Record<string, unknown>)['command']).toBeUndefined();
    fake.write(
      '.small/mcp.json',
      '{"mcpServers": {"__proto__": {"command": "x"}, "constructor": {"command": "y", "env": {"__proto__": "1", "toString": "2"}}}}',
    );
    const again = await discover(fake.roots(), [small]);
    expect(briefEntries(again)).toEqual(['cursor:__proto__ project loads', 'cursor:constructor project loads']);
    expect(again.entries[1]?.plan?.reveal()).toMatchObject({ command: 'y' });
  });

  it('gives the raw text to those who edit', async () => {
    const fake = makeHome();
    const path = fake.write('~/.small/mcp.json', '\ufeff{"mcpServers": {}}\r\n');
    expect(await readConfigText(path, 'jsonc')).toMatchObject({ path, text: '{"mcpServers": {}}\r\n', bom: true, encoding: 'utf-8' });
    expect(await readConfigText(`${path}-gone`, 'json')).toBeUndefined();
  });
});

describe('scopes', () => {
  it('lets the nearer scope win and says so on both sides', async () => {
    const fake = makeHome();
    const user = fake.write('~/.small/mcp.json', { mcpServers: { srv: { command: 'other' }, alone: { command: 'x' } } });
    const project = fake.write('.small/mcp.json', ONE);
    const found = await discover(fake.roots(), [small]);
    expect(briefEntries(found)).toEqual(['cursor:srv project loads', 'cursor:srv user shadowed', 'cursor:alone user loads']);
    expect(found.entries[0]?.siblings.sameName).toEqual([{ file: user, line: 3, scope: 'user', wins: 'this', differs: true }]);
    expect(found.entries[1]?.siblings.sameName).toEqual([{ file: project, line: 3, scope: 'project', wins: 'that', differs: true }]);
    expect(found.entries[1]?.facts.loads).toEqual({ state: 'dropped', why: 'shadowed', by: `${project}:3` });
    expect(found.entries.map(({ plan }) => plan !== undefined)).toEqual([true, false, true]);
    expect(found.entries.map(({ facts }) => facts.fromProject)).toEqual([true, false, false]);
  });

  it('sees names that become one, and names the client refuses', async () => {
    const fake = makeHome();
    fake.write('~/.small/mcp.json', {
      mcpServers: { 'my server': { command: 'x' }, My_Server: { command: 'y' }, workspace: { command: 'z' }, fine: { command: 'w' } },
    });
    const { entries } = await discover(fake.roots(), [{ ...small, names: { pattern: '^[a-z_A-Z]+$', reserved: ['workspace'], known: 'tested' } }]);
    expect(entries.map(({ siblings }) => siblings.collides.map(({ name }) => name))).toEqual([['My_Server'], ['my server'], [], []]);
    expect(entries.map(({ siblings }) => siblings.nameRule)).toEqual([
      { pattern: '^[a-z_A-Z]+$' },
      undefined,
      { pattern: '^[a-z_A-Z]+$', reserved: true },
      undefined,
    ]);
    expect(entries.map(({ plan }) => plan !== undefined)).toEqual([false, true, false, true]);
  });

  it('Claude Code: local beats project beats user, and an entry that waits for approval gives way', async () => {
    const fake = makeHome();
    const user = { mcpServers: { srv: { command: 'user' }, waits: { command: 'user' } } };
    fake.write('~/.claude.json', { ...user, projects: { [fake.project]: { mcpServers: { srv: { command: 'local' } } } } });
    fake.write('.mcp.json', { mcpServers: { srv: { command: 'project' }, waits: { command: 'project' }, only: { command: 'project' } } });
    const pending = await discover(fake.roots(), [byId('claude-code')]);
    expect(briefEntries(pending)).toEqual([
      'claude-code:srv local loads',
      'claude-code:srv project shadowed',
      'claude-code:waits project shadowed',
      'claude-code:only project gated',
      'claude-code:srv user shadowed',
      'claude-code:waits user loads',
    ]);
    fake.write('~/.claude/settings.json', { enableAllProjectMcpServers: true });
    const approved = await discover(fake.roots(), [byId('claude-code')]);
    expect(briefEntries(approved).filter((each) => each.includes('waits') || each.includes('only'))).toEqual([
      'claude-code:waits project loads',
      'claude-code:only project loads',
      'claude-code:waits user shadowed',
    ]);
  });

  it('Claude Code: the local scope of a repository stands under its root', async () => {
    const fake = makeHome();
    mkdirSync(join(fake.project, '..', '.git'));
    fake.write('~/.claude.json', { projects: { [join(fake.project, '..')]: ONE, [fake.project]: { mcpServers: {} } } });
    expect(briefEntries(await discover(fake.roots(), [byId('claude-code')]))).toEqual(['claude-code:srv local loads']);
  });

  it('finds a replayed project by the end of its path', async () => {
    const fake = makeHome();
    fake.write('~/.claude.json', { projects: { 'C:\\Users\\ana\\work\\app': ONE } });
    expect(briefEntries(await discover(fake.roots({}, 'win32'), [byId('claude-code')]))).toEqual(['claude-code:srv local loads']);
  });
});

describe('which clients and files', () => {
  it('reports absent files of clients that are there, and nothing of others', async () => {
    const fake = makeHome();
    fake.write('~/.cursor/mcp.json', ONE);
    const found = await discover(fake.roots(), CLIENTS);
    expect(found.detected).toEqual(['cursor']);
    expect(briefFiles(found)).toEqual(['cursor project absent', 'cursor user ok srv']);
  });

  it('finds nothing in an empty home', async () => {
    expect(await discover(makeHome().roots(), CLIENTS)).toEqual({ files: [], entries: [], detected: [] });
  });

  it('tells of servers in a file that is not read, unless it is another client’s', async () => {
    const fake = makeHome();
    fake.write('~/.claude/settings.json', ONE);
    fake.write('~/.claude.json', { mcpServers: {} });
    const found = await discover(fake.roots(), CLIENTS);
    expect(briefFiles(found)).toContain('claude-code not read ignored-by-client srv');
    expect(found.entries.map(({ facts }) => facts.loads)).toEqual([{ state: 'dropped', why: 'file-not-read', by: join(fake.home, '.claude.json') }]);
    fake.write('~/.claude.json', ONE);
    expect(briefEntries(await discover(fake.roots(), CLIENTS))).toEqual(['claude-code:srv user loads']);
  });

  it('takes a file no client in use claims for the generic one', async () => {
    const fake = makeHome();
    fake.write('.mcp.json', { servers: { srv: { command: 'x' } } });
    expect(briefEntries(await discover(fake.roots(), CLIENTS))).toEqual(['mcp-json-generic:srv project loads']);
    mkdirSync(join(fake.home, '.claude'));
    fake.write('.mcp.json', ONE);
    expect(briefEntries(await discover(fake.roots(), CLIENTS))).toEqual(['claude-code:srv project gated']);
  });

  it('looks for a client that was asked for by name', async () => {
    const fake = makeHome();
    fake.write('.mcp.json', ONE);
    expect(briefFiles(await discover(fake.roots(), CLIENTS, { assumeDetected: ['claude-code'] }))).toContain('claude-code project ok srv');
  });

  it('leaves out system files and moved folders beyond an isolated home', async () => {
    const fake = makeHome();
    fake.write('moved/config.toml', '[mcp_servers.inside]\ncommand = "x"\n');
    const codex = byId('codex');
    const outside = await discover(fake.roots({ CODEX_HOME: '/somewhere/else' }), [codex]);
    expect(outside.files.every(({ path }) => path.startsWith(fake.home))).toBe(true);
    const inside = await discover(fake.roots({ CODEX_HOME: join(fake.project, 'moved') }), [codex]);
    expect(briefEntries(inside)).toEqual(['codex:inside user loads']);
  });

  it('finds *-files and parents', async () => {
    const fake = makeHome();
    fake.write('~/.small/a.json', { mcpServers: { a: { command: 'x' } } });
    fake.write('~/.small/b.json', { mcpServers: { b: { command: 'x' } } });
    fake.write('~/.small/.hidden.json', { mcpServers: { h: { command: 'x' } } });
    fake.write('~/work/.p.json', { mcpServers: { a: { command: 'parent' }, p: { command: 'x' } } });
    fake.write('.p.json', { mcpServers: { p: { command: 'near' } } });
    const [file] = small.files;
    if (file === undefined) throw new Error('no file');
    const client = {
      ...small,
      files: [
        { ...file, path: '~/.small/*.json', precedence: 1 },
        { ...file, path: '{ancestors}/.p.json', precedence: 0 },
      ],
    };
    expect(briefEntries(await discover(fake.roots(), [client])).map((each) => each.replace('project ', ''))).toEqual([
      'cursor:a shadowed',
      'cursor:b loads',
      'cursor:p loads',
      'cursor:a loads',
      'cursor:p shadowed',
    ]);
  });
});

describe.each<Platform>(['linux', 'darwin', 'win32'])('every client on %s', (platform) => {
  const cases = CLIENTS.flatMap((client) =>
    client.files
      .filter((file) => pickTemplate(file.path, platform) !== undefined && !file.servers.includes('{project}'))
      .map((file) => [`${client.id} ${file.scope} ${pickTemplate(file.path, platform) ?? ''}`, client, file] as const),
  );

  it.each(cases)('%s: a well written entry is found and has no fault', async (_, client, file) => {
    const fake = makeHome();
    const roots = fake.roots({}, platform);
    const [path] = expandPathTemplate(pickTemplate(file.path, platform) ?? '', roots);
    // System-wide files are left out of an isolated run.
    if (path === undefined) return expect(JSON.stringify(file.path)).toMatch(/"(?:\/etc|\/Library|%Program)|:"\/|:"%Program/);
    const { fields, types, command, typeRequired } = file.differs?.dialect ?? client.dialect;
    const words = ['node', 'server.js'];
    const stdio = Object.entries(types).find(([, transport]) => transport === 'stdio')?.[0];
    const raw: Record<string, unknown> =
      command === 'array'
        ? { [fields.command]: words }
        : { [fields.command]: words[0], ...(fields.args === undefined ? {} : { [fields.args]: words.slice(1) }) };
    if (fields.type !== undefined && stdio !== undefined && typeRequired === true) raw[fields.type] = stdio;
    if (fields.env !== undefined) raw[fields.env] = { MODE: 'x' };
    const servers = file.shape === 'list' ? [{ name: 'srv', ...raw }] : { srv: raw };
    const tree = file.servers.reduceRight<unknown>((inner, key) => ({ [key]: inner }), servers);
    const name = path.slice(fake.home.length).replaceAll('*', 'x');
    // JSON is YAML; TOML is written by hand.
    fake.write(
      `~${name}`,
      file.format === 'toml' ? `[mcp_servers.srv]\ncommand = "node"\nargs = ["server.js"]\n[mcp_servers.srv.env]\nMODE = "x"\n` : JSON.stringify(tree),
    );
    const { entries } = await discover(roots, CLIENTS, { assumeDetected: [client.id] });
    const own = entries.filter(({ facts }) => facts.client === client.id && facts.name === 'srv');
    expect(own.map(({ facts }) => [facts.problems, facts.notes, facts.loads.state === 'dropped'])).toEqual([[[], [], false]]);
    const [entry] = own;
    if (entry?.facts.loads.state === 'loads') expect(entry.plan?.reveal()).toMatchObject({ transport: 'stdio', command: 'node', args: ['server.js'] });
  });
});

it('varies definitions for other tests', () => {
  expect(vary({ launch: { env: 'sdk' } }).launch.env).toBe('sdk');
});

describe('time', () => {
  it.each<[string, () => string]>([
    [
      'twenty thousand arguments with faults',
      () => JSON.stringify({ mcpServers: { a: { command: 'x', args: Array.from({ length: 20_000 }, () => ' -y ${NOPE} ') } } }),
    ],
    [
      'twenty thousand variables',
      () =>
        JSON.stringify({
          mcpServers: {
            a: { command: 'x', env: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`K_TOKEN${i}`, i % 2 === 0 ? 7 : `value-${i}`])) },
          },
        }),
    ],
    [
      'a hundred entries with faults each',
      () =>
        JSON.stringify({
          mcpServers: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`s${i}`, { command: 'x', args: Array.from({ length: 100 }, () => 1) }])),
        }),
    ],
    [
      'a value of a megabyte',
      () => JSON.stringify({ mcpServers: { a: { command: 'C:\t'.repeat(250_000), args: ['$A{'.repeat(300_000), `--token=${'a1B'.repeat(300_000)}`] } } }),
    ],
    ['one long broken line', () => `{"mcpServers": {${'"a" "b",'.repeat(20_000)}}}`],
  ])('%s: read within the limit of a test', async (_, make) => {
    const fake = makeHome();
    fake.write('.small/mcp.json', make());
    expect((await discover(fake.roots(), [small])).files.some(({ path }) => path.endsWith('.small/mcp.json'))).toBe(true);
  });
});

describe('env files', () => {
  const vscode = byId('vscode');
  const entry = (envFile: string, env: object = {}): object => ({ servers: { a: { type: 'stdio', command: 'node', envFile, env } } });

  it('give their variables to the server, under those of the entry', async () => {
    const fake = makeHome();
    fake.write('~/.config/Code/User/mcp.json', entry('${userHome}/a.env', { B: 'own' }));
    const path = fake.write('~/a.env', 'A="secret-value-1 "\nB=file\n');
    const [found] = (await discover(fake.roots(), [vscode])).entries;
    const plan = found?.plan?.reveal();
    expect(plan?.transport === 'stdio' ? [plan.env['A'], plan.env['B']] : []).toEqual(['secret-value-1 ', 'own']);
    expect(found?.facts.envFile).toEqual({ path, state: 'read', names: ['A', 'B'] });
    expect(found?.facts.notes).toMatchObject([{ kind: 'whitespace-edge', at: ['env', 'A'], file: path, line: 1 }]);
  });

  it('that are missing keep VS Code from starting the server, and a near name is found', async () => {
    const fake = makeHome();
    fake.write('~/.config/Code/User/mcp.json', entry('${userHome}/a.evn'));
    const near = fake.write('~/a.env', 'A=1\n');
    const [found] = (await discover(fake.roots(), [vscode])).entries;
    expect(found?.plan).toBeUndefined();
    expect(found?.facts).toMatchObject({ envFile: { state: 'absent', near }, loads: { state: 'dropped' } });
  });

  it('that arguments name are read where the server starts, and give nothing to the environment of the program', async () => {
    const fake = makeHome();
    const args = ['run', '-i', '--env-file', '{env}', '--env-file=gone.env', '--env-file-if-exists=may.env', 'image', '--env-file=//share/x.env'];
    const path = fake.write('~/docker.env', 'API_TOKEN=secret-value-1\nB=\n');
    fake.write('~/.config/Code/User/mcp.json', { servers: { a: { type: 'stdio', command: 'docker', args: args.map((word) => word.replace('{env}', path)) } } });
    const [found] = (await discover(fake.roots(), [vscode])).entries;
    const plan = found?.plan?.reveal();
    expect(found?.facts.argumentEnvFiles).toEqual([
      { path, state: 'read', names: ['API_TOKEN', 'B'], flag: '--env-file', index: 3, written: path },
      { path: expect.stringMatching(/gone\.env$/) as string, state: 'absent', names: [], flag: '--env-file', index: 4, written: 'gone.env' },
      { path: expect.stringMatching(/may\.env$/) as string, state: 'absent', names: [], flag: '--env-file-if-exists', index: 5, written: 'may.env' },
    ]);
    expect(plan?.transport === 'stdio' && 'API_TOKEN' in plan.env).toBe(false);
    expect(found?.redactor.text('it said secret-value-1')).not.toContain('secret-value-1');
    expect(found?.facts.notes).toMatchObject([{ kind: 'empty', at: ['env', 'B'], file: path, line: 2 }]);
  });
});
