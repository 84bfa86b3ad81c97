import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/rules/judge.ts';
import { CONNECTED, ENTRY, exchange, failed, http, stdio } from '../facts.ts';

import {
  RULES,
  FILE,
  host,
  program,
  lost,
  stderr,
  exit1,
  note,
  evidence,
  hitsOf,
  say,
  spawnFailed,
  exited,
  killed,
  unauthorized,
  remote,
  issue,
  refused,
  type Case,
} from './config-kit.ts';

const TABLE: readonly (readonly [string, Case, readonly string[]])[] = [
  [
    'a refused file, told on its entry',
    { file: { state: 'invalid', issues: [issue], refusedFor: [0], issueLines: ['"command": "node"'] }, entry: { loads: refused } },
    ['config-syntax confirmed blocks'],
  ],
  ['a tolerated fault in the file of an entry that loads', { file: { issues: [issue], issueLines: ['x'] }, session: exited() }, []],
  ['a mark the client minds', { file: { state: 'invalid', bom: true, refusedFor: ['bom'] }, entry: { loads: refused } }, ['config-bom confirmed blocks']],
  ['a mark the client takes', { file: { bom: true }, session: exited() }, []],
  ['an unreadable file', { file: { state: 'unreadable', unreadable: 'EACCES' }, entry: { loads: refused } }, ['config-unreadable confirmed blocks']],
  ['a broken sibling', { entry: { loads: { ...refused, by: 'other' } } }, ['config-entry-shape confirmed blocks']],
  [
    'a URL that is none',
    {
      entry: {
        effective: remote,
        problems: [
          {
            at: ['url'],
            line: 8,
            kind: 'bad-url',
            found: 'localhost:8000',
            suggestion: 'http://localhost:8000',
            effect: 'treated-otherwise',
            source: '"url": "localhost:8000"',
          },
        ],
      },
      session: http(failed('url', 1)),
    },
    ['config-entry-shape confirmed blocks'],
  ],
  [
    'headers under another name and a 401',
    {
      entry: {
        effective: remote,
        written: { url: 'x', http_headers: {} },
        problems: [{ at: ['http_headers'], line: 8, kind: 'unknown-field', found: 'http_headers', suggestion: 'headers', effect: 'ignored', source: '' }],
      },
      session: unauthorized,
    },
    ['config-entry-shape likely blocks'],
  ],
  [
    'an ignored field on a healthy server',
    {
      entry: { problems: [{ at: ['cwd'], line: 8, kind: 'unknown-field', found: 'cwd', effect: 'ignored', source: '"cwd": "/srv"' }] },
      session: stdio(CONNECTED),
    },
    ['config-entry-shape confirmed hint'],
  ],
  [
    'SSE by default, and Streamable HTTP answers',
    {
      entry: { effective: { ...remote, transport: 'sse' }, written: { url: remote.url } },
      session: http(failed('http-status', 20), { transport: 'sse', exchanges: [exchange({ status: 405 })], decidedBy: 0 }),
      neighbours: {
        tries: [{ change: 'transport http', url: 'http://127.0.0.1:8000/mcp', transport: 'http', result: 'mcp', status: 200, detail: 'answered initialize' }],
      },
    },
    ['config-transport-type confirmed blocks'],
  ],
  [
    'SSE on purpose',
    {
      entry: { effective: { ...remote, transport: 'sse' }, written: { url: remote.url, type: 'sse' } },
      session: http(failed('http-status', 20), { transport: 'sse', exchanges: [exchange({ status: 405 })], decidedBy: 0 }),
    },
    [],
  ],
  [
    'both targets, and it connects',
    {
      entry: { problems: [{ at: ['url'], line: 8, kind: 'both-url-and-command', found: 'command and url', effect: 'treated-otherwise', source: '' }] },
      session: stdio(CONNECTED),
    },
    [],
  ],
  [
    'words in one string that start all the same',
    { entry: { notes: [note('whole-command-line', ['command'], 'node x.js', { suggestion: ['node', 'x.js'] })] }, session: stdio(CONNECTED) },
    [],
  ],
  [
    'words in one string, nobody tried',
    { entry: { notes: [note('whole-command-line', ['command'], 'node x.js', { suggestion: ['node', 'x.js'] })] } },
    ['args-malformed confirmed risk'],
  ],
  [
    'an option and its value',
    { entry: { notes: [note('option-and-value-in-one', ['args', 0], '--port 1', { suggestion: ['--port', '1'] })] }, session: exited('bad option: --port 1') },
    ['args-malformed confirmed blocks'],
  ],
  [
    'quotes in an argument of a silent server',
    { entry: { notes: [note('quoted-twice', ['args', 0], "'x'", { suggestion: 'x' })] }, session: stdio(failed('silence')) },
    [],
  ],
  [
    'Git Bash',
    {
      entry: { effective: { transport: 'stdio', command: 'cmd', args: ['C:/', 'npx'], connectMs: 1 }, written: { command: 'cmd', args: ['C:/', 'npx'] } },
      session: exited(),
      host: host('win32'),
    },
    ['cli-add-syntax confirmed blocks'],
  ],
  [
    'cmd as it should be',
    {
      entry: { effective: { transport: 'stdio', command: 'cmd', args: ['/c', 'npx'], connectMs: 1 }, written: { command: 'cmd', args: ['/c', 'npx'] } },
      session: exited(),
      host: host('win32'),
    },
    [],
  ],
  [
    'a folder that is missing',
    {
      client: { honoursCwdField: true },
      entry: { effective: { transport: 'stdio', command: 'node', args: [], cwd: '/gone', connectMs: 1 } },
      session: spawnFailed('ENOENT', 'cwd'),
    },
    ['cwd-missing-or-relative confirmed blocks'],
  ],
  [
    'a program that is missing, with a folder that is there',
    {
      client: { honoursCwdField: true },
      entry: { effective: { transport: 'stdio', command: 'node', args: [], cwd: '/srv', connectMs: 1 } },
      session: spawnFailed('ENOENT', 'program'),
      program: program({ paths: [lost({ from: 'cwd', key: 'cwd', exists: true, type: 'directory', isScript: false })] }),
    },
    [],
  ],
  [
    'a relative script',
    { session: exited(), program: program({ paths: [lost({ written: 'x.js', relative: true, existsFrom: '/srv/x.js' })] }) },
    ['cwd-missing-or-relative confirmed blocks'],
  ],
  ['a script that is gone', { session: exited('Cannot find module'), program: program({ paths: [lost({})] }) }, ['script-or-path-missing confirmed blocks']],
  ['a script that is gone, on a server that runs', { session: stdio(CONNECTED), program: program({ paths: [lost({})] }) }, []],
  [
    'a data file nobody complains about',
    { session: exited('other'), program: program({ paths: [lost({ isScript: false, written: '/data/n.db', resolved: '/data/n.db' })] }) },
    [],
  ],
  [
    'a data folder the server complains about',
    { session: exited('no such directory: /data/n'), program: program({ paths: [lost({ isScript: false, written: '/data/n', resolved: '/data/n' })] }) },
    ['script-or-path-missing confirmed blocks'],
  ],
  [
    'a reference in a header and a 401',
    {
      entry: { effective: remote, notes: [note('variable-syntax-unsupported', ['headers', 'Authorization'], '${env:TOKEN}', { variable: 'TOKEN' })] },
      session: unauthorized,
    },
    ['variable-not-expanded confirmed blocks'],
  ],
  [
    'a reference in a header, healthy',
    {
      entry: { effective: remote, notes: [note('variable-syntax-unsupported', ['headers', 'X-A'], '${env:TOKEN}', { variable: 'TOKEN' })] },
      session: http(CONNECTED),
    },
    ['variable-not-expanded confirmed hint'],
  ],
  [
    'a reference the server fills in itself',
    {
      entry: {
        effective: { transport: 'stdio', command: 'npx', args: ['Authorization:${AUTH}'], env: { AUTH: '[redacted]' }, connectMs: 1 },
        notes: [note('variable-syntax-unsupported', ['args', 0], '${AUTH}', { variable: 'AUTH' })],
      },
      session: exited(),
    },
    [],
  ],
  ['a tilde the server understands', { entry: { notes: [note('tilde', ['env', 'DIR'], '~/n')] }, session: stdio(CONNECTED) }, []],
  [
    'a placeholder and an unrelated crash',
    { entry: { notes: [note('placeholder', ['env', 'NOTES_KEY'], 'YOUR_KEY')] }, session: exited('SyntaxError: x') },
    ['placeholder-value possible blocks'],
  ],
  [
    'a placeholder the server names',
    { entry: { notes: [note('placeholder', ['env', 'NOTES_KEY'], 'YOUR_KEY')] }, session: exited('bad NOTES_KEY') },
    ['placeholder-value confirmed blocks'],
  ],
  [
    'a placeholder on a healthy server',
    { entry: { notes: [note('placeholder', ['env', 'NOTES_KEY'], 'YOUR_KEY')] }, session: stdio(CONNECTED) },
    ['placeholder-value confirmed hint'],
  ],
  [
    'a blank behind the program',
    { entry: { notes: [note('whitespace-edge', ['command'], 'node ', { suggestion: 'node' })] }, session: spawnFailed('ENOENT', 'program') },
    ['value-whitespace confirmed blocks'],
  ],
  [
    'a blank in a value of a healthy server',
    { entry: { notes: [note('whitespace-edge', ['env', 'GREETING'], 'hi ', { suggestion: 'hi' })] }, session: stdio(CONNECTED) },
    [],
  ],
  [
    'a header that cannot be sent',
    {
      entry: { effective: remote, notes: [note('newline-inside', ['headers', 'Authorization'], '[redacted]')] },
      session: http(failed('http-closed', 2), {
        exchanges: [exchange({ error: { phase: 'request', code: 'ERR_INVALID_CHAR', message: 'Invalid character in header content' } })],
        decidedBy: 0,
      }),
    },
    ['value-whitespace confirmed blocks'],
  ],
  ['a variable the server wants', { session: exited('NOTES_TOKEN is required') }, ['env-var-missing confirmed blocks']],
  [
    'a variable the server has and still wants',
    { session: stdio(failed('exit', 90), { ...stderr('NOTES_TOKEN is required'), ...exit1 }, { envNames: ['NOTES_TOKEN'] }) },
    ['env-var-missing possible blocks'],
  ],
  ['the same words on a healthy server', { session: stdio(CONNECTED, stderr('warning: NOTES_TOKEN is not set')) }, []],
  ['a refused name', { siblings: { nameRule: { reserved: true } } }, ['server-name-invalid confirmed blocks']],
  [
    'a hidden entry',
    {
      entry: { loads: { state: 'dropped', why: 'shadowed', by: '/p/.mcp.json:3' } },
      siblings: { sameName: [{ file: '/p/.mcp.json', line: 3, scope: 'local', wins: 'that', differs: true }] },
    },
    ['server-name-collision confirmed degrades'],
  ],
  [
    'a hidden copy',
    {
      entry: { loads: { state: 'dropped', why: 'shadowed', by: '/p/.mcp.json:3' } },
      siblings: { sameName: [{ file: '/p/.mcp.json', line: 3, scope: 'local', wins: 'that', differs: false }] },
    },
    ['server-name-collision confirmed hint'],
  ],
  ['names alike, healthy', { siblings: { collides: [{ name: 'Notes', file: '/home/u/.claude.json', line: 9 }] }, session: stdio(CONNECTED) }, []],
  [
    'a switch',
    { entry: { loads: { state: 'gated', gate: { cause: 'server-disabled', because: 'the file says so.', todo: 'Switch it on.' } } } },
    ['server-disabled confirmed blocks'],
  ],
  [
    'an approval',
    {
      entry: {
        loads: { state: 'gated', gate: { cause: 'approval-or-trust-pending', because: 'nobody approved it', where: '/p/.mcp.json:2', todo: 'Run `claude`.' } },
      },
    },
    ['approval-or-trust-pending confirmed blocks'],
  ],
  [
    'a client older than its file',
    { session: exited(), processes: { older: [{ pid: 12, name: 'claude', startedAt: '2026-11-20T08:00:00Z' }], configModifiedAt: '2026-11-20T09:00:00Z' } },
    ['client-not-restarted confirmed hint'],
  ],
  ['a client younger than its file', { session: exited(), processes: { older: [] } }, []],
  [
    'Gatekeeper',
    { host: host('darwin'), session: killed, program: program({ file: { path: '/opt/n', exists: true, quarantine: true, format: 'mach-o' } }) },
    ['macos-quarantine confirmed blocks'],
  ],
  ['killed without the mark', { host: host('darwin'), session: killed, program: program({ file: { path: '/opt/n', exists: true, format: 'mach-o' } }) }, []],
  [
    'a marked program that runs',
    { host: host('darwin'), session: stdio(CONNECTED), program: program({ file: { path: '/opt/n', exists: true, quarantine: true } }) },
    [],
  ],
  [
    'a protected folder',
    { host: host('darwin'), session: exited("PermissionError: [Errno 1] Operation not permitted: '/Users/u/Documents/n/a.py'") },
    ['macos-folder-privacy confirmed blocks'],
  ],
  ['the same words on Linux', { host: host('linux'), session: exited("PermissionError: [Errno 1] Operation not permitted: '/Users/u/Documents/n/a.py'") }, []],
  [
    'the local network',
    {
      host: host('darwin'),
      network: {},
      entry: { effective: remote },
      session: http(failed('tcp', 2), {
        url: 'http://192.168.1.9/mcp',
        exchanges: [exchange({ error: { phase: 'tcp', code: 'EHOSTUNREACH', message: 'connect EHOSTUNREACH 192.168.1.9:80' } })],
        decidedBy: 0,
      }),
    },
    ['macos-local-network-privacy likely blocks'],
  ],
  [
    'a public address without route',
    {
      host: host('darwin'),
      network: { isPrivate: false },
      entry: { effective: remote },
      session: http(failed('tcp', 2), { exchanges: [exchange({ error: { phase: 'tcp', code: 'EHOSTUNREACH', message: 'x' } })], decidedBy: 0 }),
    },
    [],
  ],
  [
    'a refused port on macOS',
    {
      host: host('darwin'),
      network: {},
      entry: { effective: remote },
      session: http(failed('tcp', 2), { exchanges: [exchange({ error: { phase: 'tcp', code: 'ECONNREFUSED', message: 'x' } })], decidedBy: 0 }),
    },
    [],
  ],
  [
    'inside a Flatpak',
    { host: host('linux', { notableEnv: { FLATPAK_ID: 'com.visualstudio.code' } }), session: spawnFailed('ENOENT', 'program') },
    ['sandboxed-client likely blocks'],
  ],
  ['outside of one', { session: spawnFailed('ENOENT', 'program') }, []],
];

describe('config and permissions', () => {
  test.each(TABLE)('%s', (_, parts, expected) => {
    expect(say(parts)).toEqual(expected);
  });

  test.each(TABLE)('%s: hits are short, quoted and settle what is open', (_, parts) => {
    for (const { rule, hit } of hitsOf(parts)) {
      expect(hit.title.length, rule.id).toBeLessThanOrEqual(70);
      expect(hit.title.endsWith('.'), rule.id).toBe(false);
      expect(hit.why.trimEnd().endsWith('.'), `${rule.id}: ${hit.why}`).toBe(true);
      expect(hit.evidence.length, rule.id).toBeGreaterThan(0);
      expect(hit.fixes.length, rule.id).toBeGreaterThan(0);
      if (hit.confidence !== 'confirmed') expect(hit.decisive, rule.id).toBeTypeOf('string');
    }
  });

  test('a file without entries gets its own findings', () => {
    const { hits } = judge(RULES, {
      host: { state: 'ok', value: host('linux') },
      client: evidence({}).client!,
      file: { state: 'ok', value: { ...FILE, issues: [{ ...issue, kind: 'duplicate-key' }], issueLines: ['"notes": {'] } },
    });
    expect(hits.map(({ rule, hit }) => `${rule.cause} ${hit.severity ?? rule.severity}`)).toEqual(['config-syntax risk']);
  });

  test("fixes aim at the user's own place", () => {
    const [collision] = hitsOf({
      entry: { ...ENTRY, loads: { state: 'dropped', why: 'shadowed' } },
      siblings: { sameName: [{ file: '/p/.mcp.json', line: 3, scope: 'local', wins: 'that', differs: true }] },
    });
    expect(collision?.hit.fixes[0]?.steps[0]).toEqual({ do: 'edit', edits: [{ op: 'rename-key', at: ['mcpServers', 'notes'], to: 'notes-2' }] });
    const [blank] = hitsOf({
      entry: { notes: [note('whitespace-edge', ['command'], 'node ', { suggestion: 'node' })] },
      session: spawnFailed('ENOENT', 'program'),
    });
    expect(blank?.hit.fixes[0]?.steps[0]).toEqual({ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'notes', 'command'], value: 'node' }] });
    const [words] = hitsOf({
      entry: {
        written: { command: 'node x.js', args: ['-v'] },
        notes: [note('whole-command-line', ['command'], 'node x.js', { suggestion: ['node', 'x.js'] })],
      },
      session: spawnFailed('ENOENT', 'program'),
    });
    expect(words?.hit.fixes[0]?.steps[0]).toMatchObject({
      edits: [
        { at: ['mcpServers', 'notes', 'command'], value: 'node' },
        { at: ['mcpServers', 'notes', 'args'], value: ['x.js', '-v'] },
      ],
    });
  });
});
