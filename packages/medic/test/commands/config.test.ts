import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { ConfigChangeResult, ConfigListResult, ConfigPathsResult, ConfigValidateResult } from '../../src/model/index.ts';

const SCHEMA = JSON.parse(readFileSync(new URL('../../schema/config.json', import.meta.url), 'utf8')) as ConstructorParameters<typeof Validator>[0];
const SECRET = 'ghp_4f1c0b9e6d7a2c35AbCdEfGhIjKlMnOpQrSt';

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-config-')));
  mkdirSync(join(home, 'project'));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function medic(...words: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const written = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.err += String(text)), true));
  const cut = words.indexOf('--');
  const [own, rest] = cut === -1 ? [words, []] : [words.slice(0, cut), words.slice(cut)];
  const code = await main(['config', ...own, '--home', home, '--cwd', join(home, 'project'), ...rest], '0.0.0');
  vi.restoreAllMocks();
  // Whatever is printed as JSON is what the published schema says.
  if (own.includes('--json') && code < 2) expect(new Validator(SCHEMA, '2020-12').validate(JSON.parse(written.out)).errors).toEqual([]);
  return { code, ...written };
}

/** `undo` is a command of its own. */
async function undoLast(): Promise<number> {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const code = await main(['undo', 'last', '--home', home, '--cwd', join(home, 'project')], '0.0.0');
  vi.restoreAllMocks();
  return code;
}

function write(path: string, text: string): string {
  const whole = join(home, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const read = (path: string): string => readFileSync(join(home, path), 'utf8');
const changes = (out: string): ConfigChangeResult['changes'] => (JSON.parse(out) as ConfigChangeResult).changes;

describe('config add', () => {
  it('writes for several clients at once, each in its own file and notation, and undo takes each back', async () => {
    const { code, out } = await medic(
      'add',
      '--client',
      'cursor,codex',
      '--client',
      'continue',
      '--yes',
      '--json',
      '--name',
      'notes',
      '--',
      'npx',
      '-y',
      '@acme/notes-mcp',
    );
    expect(code).toBe(0);
    expect(changes(out).map(({ client, outcome }) => `${client} ${outcome}`)).toEqual(['cursor added', 'codex added', 'continue added']);
    expect(JSON.parse(read('.cursor/mcp.json'))).toEqual({ mcpServers: { notes: { command: 'npx', args: ['-y', '@acme/notes-mcp'] } } });
    expect(read('.codex/config.toml')).toBe('[mcp_servers.notes]\ncommand = "npx"\nargs = ["-y", "@acme/notes-mcp"]\n');
    expect(read('.continue/config.yaml')).toContain('mcpServers:\n  - name: notes\n');
    for (const path of ['.continue/config.yaml', '.codex/config.toml', '.cursor/mcp.json']) {
      expect(await undoLast()).toBe(0);
      expect(existsSync(join(home, path))).toBe(false);
    }
  });

  it('touches no other byte of a file that is there, and undo gives every one back', async () => {
    const before = '{\r\n\t// mine\r\n\t"theme": "dark",\r\n\t"mcpServers": {\r\n\t\t"other": { "command": "x", }, // keep\r\n\t},\r\n}';
    write('.cursor/mcp.json', before);
    expect((await medic('add', 'https://mcp.example.com/mcp', '--client', 'cursor', '--yes')).code).toBe(0);
    const after = read('.cursor/mcp.json');
    expect(after).toContain('"other": { "command": "x", }, // keep');
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    for (const line of before.split('\r\n')) expect(after).toContain(line);
    expect(await undoLast()).toBe(0);
    expect(read('.cursor/mcp.json')).toBe(before);
  });

  it('does not write twice, and not over another server of that name', async () => {
    const add = (...words: string[]): ReturnType<typeof medic> => medic('add', 'npm:@acme/notes-mcp', '--client', 'codex', '--yes', '--json', ...words);
    await add();
    expect(changes((await add()).out)).toMatchObject([{ outcome: 'unchanged' }]);
    const refused = await add('--env', 'LEVEL=debug');
    expect(refused.code).toBe(1);
    expect(changes(refused.out)).toMatchObject([{ outcome: 'refused', detail: expect.stringContaining('--replace') }]);
    expect(changes((await add('--env', 'LEVEL=debug', '--replace')).out)).toMatchObject([{ outcome: 'replaced' }]);
    expect(read('.codex/config.toml')).toContain('LEVEL = "debug"');
  });

  it('refers to a variable, asks for a secret, or says that it stands in the file; it is never shown', async () => {
    vi.stubEnv('OTHER_TOKEN', 'another-value');
    const { code, out } = await medic(
      'add',
      'npm:@acme/notes-mcp',
      '--client',
      'vscode,claude-code,zed',
      '--env',
      `NOTES_TOKEN=${SECRET}`,
      '--env',
      'OTHER_TOKEN',
      '--yes',
      '--json',
    );
    expect(code).toBe(0);
    expect(out).not.toContain(SECRET);
    expect(read('.config/Code/User/mcp.json')).not.toContain(SECRET);
    expect(JSON.parse(read('.config/Code/User/mcp.json'))).toMatchObject({
      servers: { notes: { env: { NOTES_TOKEN: '${input:notes-notes-token}', OTHER_TOKEN: '${env:OTHER_TOKEN}' } } },
      inputs: [{ type: 'promptString', id: 'notes-notes-token', password: true }],
    });
    expect(JSON.parse(read('.claude.json'))).toMatchObject({ mcpServers: { notes: { env: { NOTES_TOKEN: SECRET, OTHER_TOKEN: '${OTHER_TOKEN}' } } } });
    expect(
      changes(out)
        .find(({ client }) => client === 'claude-code')
        ?.notes.join(' '),
    ).toContain('NOTES_TOKEN stands in the file as it is');
    expect(changes(out).find(({ client }) => client === 'zed')?.losses).toMatchObject([{ what: 'env.OTHER_TOKEN', effect: 'differs' }]);
  });

  it('writes a reference when the variable holds the very value', async () => {
    vi.stubEnv('NOTES_TOKEN', SECRET);
    await medic('add', 'npm:@acme/notes-mcp', '--client', 'cursor', '--env', `NOTES_TOKEN=${SECRET}`, '--yes');
    expect(read('.cursor/mcp.json')).toContain('${env:NOTES_TOKEN}');
  });

  it.skipIf(process.platform === 'win32')('closes a file that holds a secret, and undo opens it again', async () => {
    const path = write('.claude.json', '{}\n');
    const mode = statSync(path).mode;
    await medic('add', 'npm:@acme/notes-mcp', '--client', 'claude-code', '--env', `NOTES_TOKEN=${SECRET}`, '--yes');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await undoLast();
    expect(statSync(path).mode).toBe(mode);
  });

  it('does not write with --yes what would not work there, unless --force says so', async () => {
    const words = ['add', 'npm:@acme/notes-mcp', '--client', 'claude-desktop', '--env', 'NOTES_TOKEN', '--yes', '--json'];
    const { code, out } = await medic(...words);
    expect(code).toBe(1);
    expect(changes(out)).toMatchObject([{ outcome: 'declined', losses: [{ what: 'env.NOTES_TOKEN', effect: 'breaks' }] }]);
    expect(existsSync(join(home, '.config/Claude/claude_desktop_config.json'))).toBe(false);
    expect((await medic(...words, '--force')).code).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('starts the server through a script that reads its variables, so that no secret stands in the config', async () => {
    vi.stubEnv('NOTES_TOKEN', SECRET);
    const words = [
      'add',
      '--name',
      'notes',
      '--client',
      'claude-desktop',
      '--wrapper',
      '--env',
      'NOTES_TOKEN',
      '--env',
      "QUOTE=it's $HOME",
      '--yes',
      '--',
      process.execPath,
    ];
    const { code, out } = await medic(...words, '-e', 'console.log(JSON.stringify([process.env.NOTES_TOKEN, process.env.QUOTE]))');
    expect(code, out).toBe(0);
    const config = read('.config/Claude/claude_desktop_config.json');
    expect(config).not.toContain(SECRET);
    const { command } = (JSON.parse(config) as { mcpServers: { notes: { command: string } } }).mcpServers.notes;
    expect(statSync(command).mode & 0o777).toBe(0o700);
    expect(statSync(command.replace(/\.sh$/, '.env')).mode & 0o777).toBe(0o600);
    const run = spawnSync(command, [], { env: { PATH: '/usr/bin:/bin' }, encoding: 'utf8' });
    expect(JSON.parse(run.stdout)).toEqual([SECRET, "it's $HOME"]);
    expect(await undoLast()).toBe(0);
    expect(existsSync(command)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('names the whole path of a program that a desktop client would not find, and where its runtime is', async () => {
    const folder = join(home, '.nvm/versions/node/v22.1.0/bin');
    for (const name of ['runmcp', 'mynode']) {
      write(`.nvm/versions/node/v22.1.0/bin/${name}`, '#!/usr/bin/env mynode\n');
      chmodSync(join(folder, name), 0o755);
    }
    vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
    const { out } = await medic('add', '--client', 'cursor,claude-code', '--name', 'notes', '--yes', '--json', '--', 'runmcp', '-y', 'x');
    expect(JSON.parse(read('.cursor/mcp.json'))).toMatchObject({
      mcpServers: { notes: { command: join(folder, 'runmcp'), env: { PATH: expect.stringMatching(`^${folder}:`) } } },
    });
    expect(
      changes(out)
        .find(({ client }) => client === 'cursor')
        ?.notes.join(' '),
    ).toContain('started from the desktop');
    // Claude Code has the PATH of the terminal.
    expect(JSON.parse(read('.claude.json'))).toMatchObject({ mcpServers: { notes: { command: 'runmcp' } } });
  });

  it('with --snippet prints what to paste where, and writes nothing', async () => {
    const { code, out } = await medic('add', 'npm:@acme/notes-mcp', '--client', 'lm-studio', '--env', `NOTES_TOKEN=${SECRET}`, '--snippet');
    expect(code).toBe(0);
    expect(out).toContain('paste it into ~/.lmstudio/mcp.json');
    expect(out).toContain('"NOTES_TOKEN": "<NOTES_TOKEN>"');
    expect(out).not.toContain(SECRET);
    expect(existsSync(join(home, '.lmstudio'))).toBe(false);
  });

  it('with --dry-run shows the change and writes nothing, not even for itself', async () => {
    const { code, out } = await medic('add', 'https://mcp.example.com/mcp', '--client', 'cursor', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('+      "url": "https://mcp.example.com/mcp"');
    expect(existsSync(join(home, '.cursor'))).toBe(false);
    expect(existsSync(join(home, '.local'))).toBe(false);
  });

  it('without a terminal and without --yes writes nothing and says why', async () => {
    const { code, out } = await medic('add', 'https://mcp.example.com/mcp', '--client', 'cursor');
    expect(code).toBe(1);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('there is no terminal to ask at');
  });

  it('writes into the project when asked, with paths that stay right elsewhere', async () => {
    write('project/server.mjs', '');
    await medic('add', '--client', 'claude-code,cursor', '--scope', 'project', '--yes', '--', 'node', './server.mjs');
    expect(JSON.parse(read('project/.mcp.json'))).toMatchObject({ mcpServers: { server: { args: ['./server.mjs'] } } });
    // Cursor starts servers nobody knows where.
    expect(JSON.parse(read('project/.cursor/mcp.json'))).toMatchObject({ mcpServers: { server: { args: [join(home, 'project/server.mjs')] } } });
  });

  it('says where it is not sure that the client reads the file', async () => {
    const { out } = await medic('add', 'npm:@acme/notes-mcp', '--client', 'trae,cursor', '--yes', '--json');
    expect(Object.fromEntries(changes(out).map(({ client, notes }) => [client, notes.length]))).toEqual({ trae: 1, cursor: 0 });
    expect(out).toContain('what others report');
  });

  it.each([
    [['add', '--client', 'cursor'], 'needs a server to add'],
    [['add', 'npm:x'], '--client is missing'],
    [['add', 'npm:x', '--client', 'cursr'], 'Did you mean: cursor'],
    [['add', './nothing.json', '--client', 'cursor'], 'there is no such file'],
    [['add', 'npm:x', '--client', 'cursor', '--header', 'A: b'], 'a local server, which gets no headers'],
    [['add', 'https://h.example/mcp', '--client', 'cursor', '--env', 'A=b'], 'a remote server, which gets no variables'],
    [['adt'], 'Did you mean: mcp-medic config add'],
    [['show'], 'takes the name of one server'],
    [['convert', '--to', 'codex'], '--from is missing'],
    [['remove', 'nothing-like-it'], 'No client has a server named'],
  ])('%j is wrong usage', async (words, message) => {
    const { code, err } = await medic(...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('refuses kindly what cannot be edited, naming the line', async () => {
    write('.cursor/mcp.json', '{\n  "mcpServers": {\n    "a": { "command" "x" }\n  }\n}\n');
    const { code, out } = await medic('add', 'npm:@acme/notes-mcp', '--client', 'cursor', '--yes', '--json');
    expect(code).toBe(1);
    expect(changes(out)).toMatchObject([{ outcome: 'refused', detail: expect.stringContaining('line 3') }]);
  });
});

describe('config convert', () => {
  it('takes all servers over in one change, tells what is lost, and leaves the source alone', async () => {
    const source = `[mcp_servers.notes]\ncommand = "npx"\nargs = ["-y", "@acme/notes-mcp"]\ncwd = "/srv"\nenv_vars = ["NOTES_TOKEN"]\nstartup_timeout_sec = 90\nenabled_tools = ["read"]\n\n[mcp_servers.web]\nurl = "https://h.example/mcp"\nbearer_token_env_var = "WEB_TOKEN"\n`;
    write('.codex/config.toml', source);
    const { code, out } = await medic('convert', '--from', 'codex', '--to', 'claude-code', '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(read('.claude.json'))).toEqual({
      mcpServers: {
        notes: { type: 'stdio', command: 'npx', args: ['-y', '@acme/notes-mcp'], env: { NOTES_TOKEN: '${NOTES_TOKEN}' } },
        web: { type: 'http', url: 'https://h.example/mcp', headers: { Authorization: 'Bearer ${WEB_TOKEN}' } },
      },
    });
    expect(changes(out)[0]?.losses.map(({ what }) => what)).toEqual(['cwd', 'timeoutMs', 'tools.only']);
    expect(changes(out)[1]?.losses).toEqual([]);
    expect(read('.codex/config.toml')).toBe(source);
    await undoLast();
    expect(existsSync(join(home, '.claude.json'))).toBe(false);
  });

  it('takes over one server, and says when there is none of that name', async () => {
    write('.cursor/mcp.json', '{ "mcpServers": { "a": { "command": "a" }, "b": { "url": "https://b.example/sse", "type": "sse" } } }');
    expect((await medic('convert', '--from', 'cursor', '--to', 'zed', 'a', '--yes')).code).toBe(0);
    expect(JSON.parse(read('.config/zed/settings.json'))).toEqual({ context_servers: { a: { command: 'a', args: [] } } });
    expect((await medic('convert', '--from', 'cursor', '--to', 'zed', 'c', '--yes')).code).toBe(2);
  });

  it('takes a remote server out of its bridge again', async () => {
    await medic('add', 'https://mcp.example.com/mcp', '--client', 'claude-desktop', '--header', 'X-Team: blue', '--yes');
    expect(read('.config/Claude/claude_desktop_config.json')).toContain('"mcp-remote"');
    await medic('convert', '--from', 'claude-desktop', '--to', 'cursor', '--yes');
    expect(JSON.parse(read('.cursor/mcp.json'))).toEqual({ mcpServers: { example: { url: 'https://mcp.example.com/mcp', headers: { 'X-Team': 'blue' } } } });
  });
});

describe('config remove', () => {
  it('takes the entry out and nothing else, and undo puts it back', async () => {
    const before = 'theme = "dark"\n\n[mcp_servers.a]\ncommand = "a"\n\n# about b\n[mcp_servers.b]\ncommand = "b"\n';
    write('.codex/config.toml', before);
    expect((await medic('remove', 'a', '--yes')).code).toBe(0);
    expect(read('.codex/config.toml')).toBe('theme = "dark"\n\n# about b\n[mcp_servers.b]\ncommand = "b"\n');
    await undoLast();
    expect(read('.codex/config.toml')).toBe(before);
  });

  it('does not guess between scopes', async () => {
    write('.cursor/mcp.json', '{ "mcpServers": { "a": { "command": "a" } } }');
    write('project/.cursor/mcp.json', '{ "mcpServers": { "a": { "command": "b" } } }');
    const { code, out } = await medic('remove', 'cursor:a', '--yes', '--json');
    expect(code).toBe(1);
    expect(changes(out)).toMatchObject([{ outcome: 'refused', detail: expect.stringContaining('project, user') }]);
    expect((await medic('remove', 'cursor:a', '--scope', 'project', '--yes')).code).toBe(0);
    expect(read('.cursor/mcp.json')).toContain('"a"');
  });
});

describe('config paths, list, show and validate', () => {
  it('lists places, servers and one entry, with secrets masked', async () => {
    write('.cursor/mcp.json', `{ "mcpServers": { "a": { "command": "a", "env": { "TOKEN": "${SECRET}" } } } }`);
    const paths = JSON.parse((await medic('paths', '--json')).out) as ConfigPathsResult;
    expect(paths.files).toContainEqual({
      client: 'cursor',
      scope: 'user',
      path: join(home, '.cursor/mcp.json'),
      format: 'json',
      key: 'mcpServers',
      exists: true,
      servers: 1,
    });
    const list = JSON.parse((await medic('list', '--json')).out) as ConfigListResult;
    expect(list.servers).toMatchObject([{ client: 'cursor', name: 'a', transport: 'stdio', target: 'a', state: 'loads' }]);
    const shown = await medic('show', 'a');
    expect(shown.out).toContain('"TOKEN": "[redacted');
    expect(shown.out).not.toContain(SECRET);
  });

  it('finds what is wrong in a given file, read as a client would read it', async () => {
    const path = write('project/draft.json', '{ "mcpServers": { "a": { "url": "https://h.example/mcp" } } }\n');
    const bad = await medic('validate', path, '--client', 'claude-code', '--json');
    expect(bad.code).toBe(1);
    expect((JSON.parse(bad.out) as ConfigValidateResult).files).toMatchObject([
      { client: 'claude-code', path, servers: 1, findings: [{ rule: 'config-transport-type', server: 'a' }] },
    ]);
    expect((await medic('validate', path, '--client', 'cursor')).code).toBe(0);
    expect((await medic('validate', path)).code).toBe(2);
  });

  it("finds what is wrong in a client's own files", async () => {
    write('.cursor/mcp.json', '{ "mcpServers": {');
    const { code, out } = await medic('validate', 'cursor');
    expect(code).toBe(1);
    expect(out).toContain('config-syntax');
  });
});
