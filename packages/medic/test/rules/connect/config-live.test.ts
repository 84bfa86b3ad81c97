import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDoctor } from '../../../src/engine/doctor.ts';
import type { ClientId, DoctorResult, ServerResult } from '../../../src/model/index.ts';

/** Whole homes with a broken config each, looked at the way the program does: discovery, real processes, rules, diagnosis. */
const SERVER = `
let rest = '';
process.stdin.on('data', (chunk) => {
  rest += chunk;
  for (let end = rest.indexOf('\\n'); end !== -1; end = rest.indexOf('\\n')) {
    const { id, method } = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    const result = method === 'initialize' ? { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } : { tools: [] };
    if (id !== undefined) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
  }
});
process.stdin.on('end', () => process.exit(0));
`;
const NODE = process.execPath;
const NEEDS_KEY = `if (!process.env.NOTES_API_KEY) { console.error('Error: NOTES_API_KEY environment variable is required'); process.exit(1); }${SERVER}`;
const REFUSES_KEY = `if (!/^k-/.test(process.env.NOTES_API_KEY ?? '')) { console.error('Invalid NOTES_API_KEY'); process.exit(1); }${SERVER}`;

let base: string;
let count = 0;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'medic-config-live-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function examine(
  client: ClientId,
  files: Readonly<Record<string, string | Buffer>>,
  env: Readonly<Record<string, string>> = {},
): Promise<DoctorResult & { readonly home: string }> {
  const home = join(base, `home-${(count += 1)}`);
  mkdirSync(join(home, 'project'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const request = {
    roots: { home, project: join(home, 'project'), platform: 'linux' as const, env: { PATH: process.env['PATH'], HOME: home, ...env }, isolated: true },
    version: '0',
    clients: [client],
    targets: [],
    isStatic: false,
    trustsProject: true,
    withSteps: false,
    proves: false,
    patienceMs: 0,
  };
  for await (const event of runDoctor(request)) if (event.type === 'done') return { ...event.result, home };
  throw new Error('no result');
}

function cursor(servers: object): Readonly<Record<string, string>> {
  return { '.cursor/mcp.json': JSON.stringify({ mcpServers: servers }, null, 2) };
}
function claude(servers: object): Readonly<Record<string, string>> {
  return { '.claude.json': JSON.stringify({ mcpServers: servers }, null, 2) };
}
function find({ servers }: DoctorResult, name: string): ServerResult {
  const server = servers.find((one) => one.name === name);
  if (server === undefined) throw new Error(`no server ${name}`);
  return server;
}
function sum({ verdict, diagnosis }: ServerResult): string {
  return `${verdict} ${diagnosis?.cause ?? '-'} ${diagnosis?.confidence ?? '-'}`;
}

describe('entries', () => {
  test('what only an attempt shows is told apart', async () => {
    const project = { 'srv/server.js': SERVER, 'srv/src/app.ts': '', 'project/rel.js': SERVER };
    const home = join(base, `home-${count + 1}`);
    const result = await examine('cursor', {
      ...project,
      ...cursor({
        healthy: { command: NODE, args: ['-e', SERVER] },
        'bad-cwd': { command: NODE, args: ['-e', SERVER], cwd: join(home, 'nowhere') },
        'no-script': { command: NODE, args: [join(home, 'gone', 'xyz.js')] },
        unbuilt: { command: NODE, args: [join(home, 'srv', 'dist', 'app.js')] },
        'no-program': { command: join(home, 'venv', 'bin', 'python') },
        'one-string': { command: `node ${join(home, 'srv', 'server.js')} --port 1` },
        tilde: { command: NODE, args: ['~/srv/server.js'] },
        foreign: { command: NODE, args: ['${SRV_HOME}/server.js'] },
        placeholder: { command: NODE, args: ['/path/to/server.js'] },
        blank: { command: `${NODE} `, args: ['-e', SERVER] },
        relative: { command: NODE, args: ['./project/rel.js'] },
        'needs-key': { command: NODE, args: ['-e', NEEDS_KEY] },
        'example-key': { command: NODE, args: ['-e', REFUSES_KEY], env: { NOTES_API_KEY: 'YOUR_API_KEY' } },
        'unset-key': { command: NODE, args: ['-e', REFUSES_KEY], env: { NOTES_API_KEY: '${env:NOTES_SECRET}' } },
        'git-bash': { command: 'cmd', args: ['C:/', 'npx', '-y', 'x'] },
      }),
    });
    expect(Object.fromEntries(result.servers.map((server) => [server.name, sum(server)]))).toEqual({
      healthy: 'healthy - -',
      'bad-cwd': 'failing cwd-missing-or-relative confirmed',
      'no-script': 'failing script-or-path-missing confirmed',
      unbuilt: 'failing script-or-path-missing confirmed',
      'no-program': 'failing script-or-path-missing confirmed',
      'one-string': 'failing args-malformed confirmed',
      tilde: 'failing variable-not-expanded confirmed',
      foreign: 'failing variable-not-expanded confirmed',
      placeholder: 'failing placeholder-value confirmed',
      blank: 'failing value-whitespace confirmed',
      relative: 'failing cwd-missing-or-relative confirmed',
      'needs-key': 'failing env-var-missing confirmed',
      'example-key': 'failing placeholder-value confirmed',
      'unset-key': 'failing env-var-missing likely',
      'git-bash': 'failing cli-add-syntax confirmed',
    });
    expect(find(result, 'healthy').findings).toEqual([]);
  });

  test('what Claude Code refuses or ignores', async () => {
    const home = join(base, `home-${count + 1}`);
    const result = await examine(
      'claude-code',
      {
        ...claude({
          healthy: { type: 'stdio', command: NODE, args: ['-e', SERVER], env: {} },
          spelled: { type: 'streamableHttp', url: 'http://127.0.0.1:9/mcp' },
          untyped: { url: 'http://127.0.0.1:9/mcp' },
          number: { command: NODE, args: ['-e', SERVER], env: { PORT: 3000 } },
          nothing: { type: 'stdio' },
          workspace: { command: NODE, args: ['-e', SERVER] },
          string: { command: NODE, args: '-e 1' },
          lost: { command: NODE, args: ['-e', NEEDS_KEY], environment: { NOTES_API_KEY: 'k-1' } },
          started: { command: NODE, args: ['-e', SERVER], disabled: true },
          inside: { command: NODE, args: ['inner.js'], cwd: join(home, 'srv') },
        }),
        'project/.mcp.json': JSON.stringify({ mcpServers: { fromRepo: { command: NODE, args: ['-e', SERVER] } } }),
        'srv/inner.js': SERVER,
      },
      {},
    );
    expect(Object.fromEntries(result.servers.map((server) => [server.name, sum(server)]))).toEqual({
      healthy: 'healthy - -',
      spelled: 'failing config-transport-type confirmed',
      untyped: 'failing config-transport-type confirmed',
      number: 'failing config-entry-shape confirmed',
      nothing: 'failing config-entry-shape confirmed',
      workspace: 'failing server-name-invalid confirmed',
      string: 'failing args-malformed confirmed',
      lost: 'failing config-entry-shape confirmed',
      started: 'healthy - -',
      inside: 'failing cwd-missing-or-relative confirmed',
      fromRepo: 'not-checked approval-or-trust-pending confirmed',
    });
    expect(find(result, 'inside').diagnosis?.title).toContain('ignores "cwd"');
    expect(find(result, 'started').findings.map(({ severity, rule }) => [rule, severity])).toEqual([['config-entry-shape', 'hint']]);
    expect(find(result, 'spelled').diagnosis?.fixes[0]?.steps[0]).toMatchObject({ do: 'edit', after: expect.stringContaining('"http"') });
    expect(find(result, 'string').diagnosis?.fixes[0]?.steps[0]).toMatchObject({ do: 'edit' });
  });

  test('the switch in an entry', async () => {
    const result = await examine('windsurf', {
      '.codeium/windsurf/mcp_config.json': JSON.stringify({ mcpServers: { off: { command: NODE, disabled: true } } }, null, 2),
    });
    expect(sum(find(result, 'off'))).toBe('not-checked server-disabled confirmed');
    expect(find(result, 'off').diagnosis?.fixes[0]).toMatchObject({
      safety: 'review',
      steps: [{ do: 'edit', after: expect.stringContaining('"disabled": false') }, { do: 'tell' }],
    });
  });

  test('a variable of the terminal that the client keeps back', async () => {
    const toml = `[mcp_servers.notes]\ncommand = "${NODE}"\nargs = ["-e", ${JSON.stringify(NEEDS_KEY)}]\n`;
    const result = await examine('codex', { '.codex/config.toml': toml }, { NOTES_API_KEY: 'k-1' });
    const { diagnosis } = find(result, 'notes');
    expect(diagnosis).toMatchObject({ cause: 'env-var-missing', confidence: 'confirmed', why: expect.stringContaining('Codex does not pass it on') });
    expect(diagnosis?.fixes[0]).toMatchObject({
      id: 'pass-variable',
      steps: [{ do: 'edit', after: expect.stringContaining('env_vars = ["NOTES_API_KEY"]') }, { do: 'tell' }],
    });
  });
});

describe('files', () => {
  const good = JSON.stringify({ mcpServers: { notes: { command: NODE, args: ['-e', SERVER] } } }, null, 2);

  test.each([
    [
      'a missing comma',
      'claude-desktop',
      '.config/Claude/claude_desktop_config.json',
      '{\n  "mcpServers": {\n    "notes": {\n      "command": "node"\n      "args": []\n    }\n  }\n}\n',
      'config-syntax',
      'confirmed',
    ],
    [
      'a trailing comma',
      'claude-code',
      '.claude.json',
      '{\n  "mcpServers": {\n    "notes": { "command": "node", "args": [], },\n  }\n}\n',
      'config-syntax',
      'confirmed',
    ],
    ['single backslashes', 'cursor', '.cursor/mcp.json', '{ "mcpServers": { "notes": { "command": "C:\\Users\\me\\x.exe" } } }', 'config-syntax', 'confirmed'],
    ['a byte order mark', 'gemini-cli', '.gemini/settings.json', `\uFEFF${good}`, 'config-bom', 'confirmed'],
    ['UTF-16', 'cursor', '.cursor/mcp.json', Buffer.from(`\uFEFF${good}`, 'utf16le'), 'config-bom', 'confirmed'],
    ['a wrong root key', 'cursor', '.cursor/mcp.json', good.replace('mcpServers', 'servers'), 'config-entry-shape', 'confirmed'],
    ['a file that is not read', 'claude-code', '.claude/settings.json', good, 'config-wrong-file', 'confirmed'],
    [
      'a URL where none is taken',
      'claude-desktop',
      '.config/Claude/claude_desktop_config.json',
      '{"mcpServers":{"notes":{"url":"http://127.0.0.1:9/mcp"}}}',
      'config-transport-type',
      'confirmed',
    ],
  ] as const)('%s', async (_, client, path, text, cause, confidence) => {
    const result = await examine(client, { [path]: text });
    expect(sum(find(result, 'notes'))).toBe(`failing ${cause} ${confidence}`);
    expect(find(result, 'notes').diagnosis?.fixes.length).toBeGreaterThan(0);
  });

  test('one broken entry costs the others their place', async () => {
    const result = await examine('codex', { '.codex/config.toml': `[mcp_servers.one]\ncommand = "node"\nargs = "x"\n\n[mcp_servers.two]\ncommand = "node"\n` });
    expect(sum(find(result, 'one'))).toBe('failing args-malformed confirmed');
    expect(find(result, 'two').diagnosis).toMatchObject({ cause: 'config-entry-shape', title: expect.stringContaining('"one"') });
  });

  test('a file nobody may read is told on the file', async () => {
    const home = join(base, `home-${count + 1}`);
    mkdirSync(join(home, '.cursor', 'mcp.json'), { recursive: true });
    const result = await examine('cursor', {});
    expect(result.configs.flatMap(({ findings }) => findings.map(({ rule, severity }) => [rule, severity]))).toEqual([['config-unreadable', 'blocks']]);
    chmodSync(home, 0o700);
  });

  test('what a client tolerates is no finding', async () => {
    const result = await examine('opencode', {
      '.config/opencode/opencode.json': `\uFEFF{ // mine\n  "mcp": { "notes": { "type": "local", "command": ["${NODE}", "-e", ${JSON.stringify(SERVER)}], }, },\n}`,
    });
    expect(sum(find(result, 'notes'))).toBe('healthy - -');
    expect([...result.configs.flatMap(({ findings }) => findings), ...find(result, 'notes').findings]).toEqual([]);
  });

  test('a name that stands twice', async () => {
    const other = JSON.stringify({ mcpServers: { notes: { command: NODE, args: ['-e', `${SERVER}//other`] } } });
    const result = await examine('cursor', { '.cursor/mcp.json': good, 'project/.cursor/mcp.json': other });
    expect(result.servers.map(sum).toSorted()).toEqual(['healthy - -', 'not-checked server-name-collision confirmed']);
  });
});
