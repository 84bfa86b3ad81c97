import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { PermissionsResult } from '../../src/model/index.ts';

const SCHEMA = JSON.parse(readFileSync(new URL('../../schema/permissions.json', import.meta.url), 'utf8')) as ConstructorParameters<typeof Validator>[0];
const SERVER = join(import.meta.dirname, '..', '..', '..', 'testbed', 'servers', 'stdio.mjs');
const ENTRY = { command: process.execPath, args: [SERVER, 'notes'] };

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'medic-permissions-')));
  mkdirSync(join(home, 'project'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, text: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function medic(...words: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const written = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.err += String(text)), true));
  const cut = words.indexOf('--');
  const own = cut === -1 ? words : words.slice(0, cut);
  const code = await main([...own, '--home', home, '--cwd', join(home, 'project'), ...(cut === -1 ? [] : words.slice(cut))], '0.0.0');
  vi.restoreAllMocks();
  // Whatever is printed as JSON is what the published schema says.
  if (words[0] === 'permissions' && own.includes('--json') && code < 2 && written.out !== '')
    expect(new Validator(SCHEMA, '2020-12').validate(JSON.parse(written.out)).errors).toEqual([]);
  return { code, ...written };
}

const resultOf = (out: string): PermissionsResult => JSON.parse(out) as PermissionsResult;

/** Client, the file of its entry, and the file its rules go to, with what stands there already. */
const CLIENTS: readonly (readonly [client: string, entry: readonly [path: string, text: string], rules: string, before: string | undefined])[] = [
  [
    'claude-code',
    ['.claude.json', JSON.stringify({ mcpServers: { notes: { type: 'stdio', ...ENTRY } } })],
    '.claude/settings.json',
    '{\r\n\t"model": "x",\r\n\t"permissions": {\r\n\t\t"allow": ["Bash(ls)", "mcp__notes__gone"]\r\n\t}\r\n}',
  ],
  [
    'gemini-cli',
    ['.gemini/settings.json', JSON.stringify({ mcpServers: { notes: ENTRY }, security: { folderTrust: { enabled: false } } })],
    '.gemini/policies/mcp-medic.toml',
    undefined,
  ],
  ['qwen-code', ['.qwen/settings.json', `{\n  // mine\n  "mcpServers": { "notes": ${JSON.stringify(ENTRY)} }\n}\n`], '.qwen/settings.json', undefined],
  [
    'cursor',
    ['.cursor/mcp.json', JSON.stringify({ mcpServers: { notes: ENTRY } })],
    '.cursor/permissions.json',
    '{\n  // by hand\n  "terminalAllowlist": ["git"],\n}\n',
  ],
  [
    'codex',
    [
      '.codex/config.toml',
      `# mine\nmodel = "x"\n\n[mcp_servers.notes]\ncommand = ${JSON.stringify(ENTRY.command)}\nargs = ${JSON.stringify(ENTRY.args)} # here\n\n[other]\na = 1\n`,
    ],
    '.codex/config.toml',
    undefined,
  ],
  [
    'opencode',
    ['.config/opencode/opencode.json', JSON.stringify({ mcp: { notes: { type: 'local', command: [ENTRY.command, ...ENTRY.args] } } }, undefined, 4)],
    '.config/opencode/opencode.json',
    undefined,
  ],
];

describe('mcp-medic permissions', { timeout: 120_000 }, () => {
  it.each(CLIENTS)('%s: applies once, changes nothing the second time, and undo gives every byte back', async (client, entry, rules, before) => {
    write(...entry);
    const file = before === undefined ? join(home, rules) : write(rules, before);
    const stood = existsSync(file) ? readFileSync(file) : undefined;
    const preview = resultOf((await medic('permissions', 'notes', '--client', client, '--destructive', 'deny', '--json')).out);
    expect(preview.tools.map(({ name }) => name)).toEqual(['list_notes', 'get_note', 'add_note', 'delete_note', 'wipe_notes', 'note(*)']);
    expect(preview.target?.file).toBe(file);
    expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(stood);

    const applied = await medic('permissions', 'notes', '--client', client, '--destructive', 'deny', '--apply', '--json');
    expect(applied.code).toBe(0);
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('list_notes');
    expect(written).not.toContain('note(*)');

    const again = resultOf((await medic('permissions', 'notes', '--client', client, '--destructive', 'deny', '--apply', '--json')).out);
    expect(again.target).toBeUndefined();
    expect(again.tools.some(({ action }) => action === 'add')).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(written);

    expect((await medic('undo', 'last')).code).toBe(0);
    expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(stood);
  });

  it('shows each tool with class, reason and rule, and what is wrong with the rules that stand', async () => {
    const [, entry, rules, before] = CLIENTS[0] ?? [];
    write(...(entry ?? ['', '']));
    write(rules ?? '', before ?? '');
    const { out } = await medic('permissions', 'notes', '--client', 'claude-code');
    const flat = out.replaceAll(/\s+/g, ' ');
    expect(flat).toContain('allow list_notes read-only: the server says readOnlyHint: true + mcp__notes__list_notes');
    expect(flat).toContain('allow get_note read-only, guessed: its name says "get"');
    expect(flat).toContain('ask wipe_notes destructive: asked because its name says "wipe" and the server says readOnlyHint: true');
    expect(flat).toContain('"mcp__notes__gone" matches none of the 6 tools');
    expect(flat).toContain("the server's own word");
    expect(flat).toContain('--apply');
  });

  it('prints words for the command line where the client takes no file, and a snippet where it does', async () => {
    write('.copilot/mcp-config.json', JSON.stringify({ mcpServers: { notes: { type: 'local', ...ENTRY, tools: ['*'] } } }));
    const flags = await medic('permissions', 'notes', '--client', 'copilot-cli', '--destructive', 'deny', '--snippet');
    expect(flags.out).toBe("--allow-tool='notes(list_notes)'\n--allow-tool='notes(get_note)'\n--deny-tool='notes(delete_note)'\n");
    const snippet = await medic('permissions', '--client', 'zed', '--server-name', 'notes', '--snippet', '--', ENTRY.command, ...ENTRY.args);
    expect(snippet.out).toContain('zed/settings.json');
    expect(JSON.parse(snippet.out.slice(snippet.out.indexOf('{')))).toMatchObject({
      agent: { tool_permissions: { tools: { 'mcp:notes:list_notes': { default: 'allow' }, 'mcp:notes:delete_note': { default: 'confirm' } } } },
    });
  });

  it('gives advice in words, and no file, for a client whose rules are kept nowhere', async () => {
    write('project/.vscode/mcp.json', JSON.stringify({ servers: { notes: { type: 'stdio', ...ENTRY } } }));
    const result = resultOf((await medic('permissions', 'notes', '--client', 'vscode', '--trust', '--json')).out);
    expect(result.target).toBeUndefined();
    expect(result.advice.join(' ')).toContain('VS Code');
  });

  it('does not start what a project brings along without consent', async () => {
    const log = join(home, 'calls');
    write('project/.mcp.json', JSON.stringify({ mcpServers: { notes: { type: 'stdio', command: 'sh', args: ['-c', `touch ${log}`] } } }));
    write('.claude/settings.json', JSON.stringify({ enableAllProjectMcpServers: true }));
    const { code, err } = await medic('permissions', 'notes', '--client', 'claude-code');
    expect(code).toBe(1);
    expect(err).toContain('--trust');
    expect(existsSync(log)).toBe(false);
  });

  it('refuses to touch a list that is none, and says what is wrong', async () => {
    const [, entry] = CLIENTS[0] ?? [];
    write(...(entry ?? ['', '']));
    const file = write('.claude/settings.json', '{ "permissions": { "allow": "everything" } }');
    const { out } = await medic('permissions', 'notes', '--client', 'claude-code', '--apply', '--json');
    expect(resultOf(out).advice.join(' ')).toContain('permissions.allow is no list');
    expect(readFileSync(file, 'utf8')).toBe('{ "permissions": { "allow": "everything" } }');
  });

  it.each([
    [['permissions'], 'Which server?'],
    [['permissions', 'notes'], 'needs to know the client'],
    [['permissions', 'notes', '--client', 'cursor'], 'Cursor has no server named "notes"'],
    [['permissions', 'http://127.0.0.1:9/mcp', '--client', 'cursor'], '--server-name'],
    [['permissions', 'notes', '--client', 'cursor', '--snippet', '--apply'], 'choose one'],
  ])('%j is wrong usage', async (words, said) => {
    const { code, err } = await medic(...words);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
