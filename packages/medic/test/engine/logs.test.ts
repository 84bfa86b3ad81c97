import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/commands/logs.ts';
import { followLog } from '../../src/engine/follow-log.ts';
import { findLogs, readLogTail } from '../../src/engine/logs.ts';
import { createFakeHome } from '../collect/fake-home.ts';

const fake = createFakeHome();
const LOGS = 'home/Library/Logs/Claude';
const roots = (): ReturnType<typeof fake.roots> => fake.roots({ platform: 'darwin' });
const line = (server: string, text: string): string => `2026-04-01T08:00:00.000Z [${server}] ${text}\n`;
const notes = fake.write(`${LOGS}/mcp-server-notes.log`, `${line('notes', '[info] Initializing server...')}${line('notes', '[error] spawn uvx ENOENT')}`);
fake.write(`${LOGS}/mcp-server-web.log`, line('web', '[info] Message from server: {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18"}}'));
fake.write(`${LOGS}/mcp.log`, `${line('notes', '[error] Server disconnected. token=ghp_16C7e42F292c6912E7710c838347Ae178B4a')}${line('web', '[info] fine')}`);
fake.touch(`${LOGS}/mcp-server-web.log`, '2026-04-03T00:00:00Z');
fake.touch(`${LOGS}/mcp-server-notes.log`, '2026-04-02T00:00:00Z');
fake.touch(`${LOGS}/mcp.log`, '2026-04-01T00:00:00Z');

async function print(...words: string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    return { code: await run([...words, '--home', fake.home, '--platform', 'darwin']), text };
  } finally {
    spy.mockRestore();
  }
}

afterEach(() => vi.restoreAllMocks());

describe('findLogs', () => {
  it('lists the files of a client, newest first, and knows those of one server', async () => {
    const all = await findLogs(roots(), ['claude-desktop'], undefined);
    expect(all.map(({ path }) => path.split('/').at(-1))).toEqual(['mcp-server-web.log', 'mcp-server-notes.log', 'mcp.log']);
    const own = await findLogs(roots(), undefined, 'notes');
    expect(own.filter(({ isOwn }) => isOwn).map(({ path }) => path)).toEqual([notes]);
  });
});

describe('readLogTail', () => {
  it('keeps to the lines of the server, redacted, and explains them', async () => {
    const logs = await findLogs(roots(), ['claude-desktop'], 'notes');
    const shared = logs.find(({ path }) => path.endsWith('mcp.log'))!;
    const tail = await readLogTail(shared, 'notes', 10);
    expect(tail.lines.map(({ number }) => number)).toEqual([1]);
    expect(tail.lines[0]?.text).not.toContain('ghp_16');
    expect(tail.explanation?.causes[0]?.cause).toBe('server-crash');
  });
});

describe('mcp-medic logs', () => {
  it('lists', async () => {
    const { code, text } = await print();
    expect(code).toBe(0);
    expect(text).toContain('claude-desktop');
    expect(text).toContain('mcp-server-web.log');
  });

  it('shows the log of a server and the cause below the line that shows it', async () => {
    const { code, text } = await print('claude-desktop', 'notes');
    expect(code).toBe(1);
    expect(text).toMatch(/spawn uvx ENOENT\n {4}\^ command-not-on-client-path/u);
    expect(text).toContain('Do this');
  });

  it('finds a server by name alone, and says when there is none', async () => {
    expect((await print('web')).code).toBe(0);
    expect((await print('nobody')).text).toContain('No log of any client about "nobody" was found');
  });

  it('prints one JSON document', async () => {
    const { text } = await print('claude-desktop', 'notes', '--json');
    const value = JSON.parse(text) as { schema: string; files: unknown[]; shown: { explanation: { causes: { cause: string }[] } } };
    expect(value.schema).toBe('mcp-medic/logs@1');
    expect(value.files.length).toBeGreaterThan(0);
    expect(value.shown.explanation.causes[0]?.cause).toBe('command-not-on-client-path');
  });

  it.each([
    [['claude-desktp', 'notes'], 'Did you mean: mcp-medic logs claude-desktop notes'],
    [['a', 'b', 'c'], 'logs takes a client and a server'],
    [['--lines', 'x'], '--lines takes a number'],
  ])('refuses %j', async (words, message) => {
    await expect(
      print(...words).catch((error: Error & { next?: string }) => Promise.reject(new Error(`${error.message} ${error.next ?? ''}`))),
    ).rejects.toThrow(message);
  });
});

describe('followLog', () => {
  const follow = async (
    path: string,
    startBytes: number,
    act: (seen: string[]) => Promise<void>,
    more: { findNext?: () => Promise<string | undefined> } = {},
  ): Promise<void> => {
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { lines } of followLog(path, { startBytes, signal: controller.signal, everyMs: 5, ...more })) seen.push(...lines);
    })();
    await act(seen);
    controller.abort();
    await reading;
  };

  it('gives lines as they are written, whole and redacted, and starts anew when the file is overwritten', async () => {
    const path = fake.write('home/follow.log', 'old\n');
    await follow(path, 4, async (seen) => {
      appendFileSync(path, 'one\nhalf');
      await vi.waitFor(() => expect(seen).toEqual(['one']));
      appendFileSync(path, ' line token=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n');
      await vi.waitFor(() => expect(seen).toHaveLength(2));
      expect(seen[1]).toMatch(/^half line/u);
      expect(seen[1]).not.toContain('ghp_16');
      writeFileSync(path, 'new\n');
      await vi.waitFor(() => expect(seen.at(-1)).toBe('new'));
      // Copied away, emptied and filled beyond its old length between two looks.
      writeFileSync(path, `${'x'.repeat(500)}\n`);
      await vi.waitFor(() => expect(seen.at(-1)).toBe('x'.repeat(500)));
    });
  });

  it('reads a rotated file to its end before the new one', async () => {
    const path = fake.write('home/rotate.log', '');
    await follow(path, 0, async (seen) => {
      appendFileSync(path, 'before\n');
      await vi.waitFor(() => expect(seen).toEqual(['before']));
      appendFileSync(path, 'last of the old, without line end');
      renameSync(path, `${path}.1`);
      writeFileSync(path, 'first of the new, longer than the old one ever was\n'.repeat(3));
      await vi.waitFor(() => expect(seen).toHaveLength(5));
      expect(seen.slice(1, 3)).toEqual(['last of the old, without line end', 'first of the new, longer than the old one ever was']);
    });
  });

  it('waits for a file that is gone, and loses nothing of a burst', async () => {
    const path = fake.write('home/burst.log', 'x\n');
    await follow(path, 2, async (seen) => {
      rmSync(path);
      writeFileSync(path, Array.from({ length: 60_000 }, (_unused, index) => `line ${index} with some words to make it long enough\n`).join(''));
      await vi.waitFor(() => expect(seen).toHaveLength(60_000), { timeout: 20_000 });
      expect(seen[31_415]).toContain('line 31415 ');
    });
  });

  it('reads UTF-16 and characters that are cut by a write', async () => {
    const wide = fake.write('home/wide.log', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('alt\r\n', 'utf16le')]));
    await follow(wide, 12, async (seen) => {
      const bytes = Buffer.from('Zugriff verweigert: größer\r\n', 'utf16le');
      appendFileSync(wide, bytes.subarray(0, 31));
      appendFileSync(wide, bytes.subarray(31));
      await vi.waitFor(() => expect(seen).toEqual(['Zugriff verweigert: größer']));
    });
  });

  it('goes on with the file of the next session', async () => {
    const path = fake.write('home/session-1.log', 'a\n');
    const next = fake.write('home/session-2.log', 'b\n');
    await follow(path, 2, async (seen) => vi.waitFor(() => expect(seen).toEqual(['b'])), { findNext: async () => next });
  });
});

describe('logs of every client whose places are known', () => {
  const REFUSED = 'connect ECONNREFUSED 127.0.0.1:8931';
  it.each([
    [
      'claude-code',
      'linux',
      '.cache/claude-cli-nodejs/SLUG/mcp-logs-notes/2026-04-01.jsonl',
      `{"error":"MCP server \\"notes\\": Connection failed: ${REFUSED}","timestamp":"2026-04-01T08:00:00.000Z"}`,
    ],
    [
      'claude-code',
      'darwin',
      'Library/Caches/claude-cli-nodejs/SLUG/mcp-logs-notes/2026-04-01.jsonl',
      `{"error":"MCP server \\"notes\\": Connection failed: ${REFUSED}"}`,
    ],
    [
      'claude-code',
      'win32',
      'AppData/Local/claude-cli-nodejs/Cache/SLUG/mcp-logs-notes/2026-04-01.jsonl',
      `{"error":"MCP server \\"notes\\": Connection failed: ${REFUSED}"}`,
    ],
    ['claude-desktop', 'darwin', 'Library/Logs/Claude/mcp-server-notes.log', `2026-04-01T08:00:00.000Z [notes] [error] ${REFUSED}`],
    ['claude-desktop', 'win32', 'AppData/Roaming/Claude/logs/mcp-server-notes.log', `2026-04-01T08:00:00.000Z [notes] [error] ${REFUSED}\r`],
    [
      'claude-desktop',
      'win32',
      'AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude/logs/mcp-server-notes.log',
      `2026-04-01T08:00:00.000Z [notes] [error] ${REFUSED}`,
    ],
    [
      'cursor',
      'darwin',
      'Library/Application Support/Cursor/logs/20260401T080000/window1/exthost/anysphere.cursor-mcp/MCP user-notes.log',
      `2026-04-01 08:00:00.000 [error] Error connecting: ${REFUSED}`,
    ],
    [
      'cursor',
      'linux',
      '.config/Cursor/logs/20260401T080000/window2/exthost/anysphere.cursor-mcp/MCP Logs.log',
      `2026-04-01 08:00:00.000 [error] notes: Error connecting: ${REFUSED}`,
    ],
    [
      'vscode',
      'win32',
      'AppData/Roaming/Code/logs/20260401T080000/window1/mcpServer.mcp.config.usrlocal.notes.log',
      `2026-04-01 08:00:00.000 [error] Connection state: Error ${REFUSED}`,
    ],
    [
      'vscode',
      'linux',
      '.config/Code/logs/20260401T080000/window3/mcpServer.mcp.config.ws0.notes.log',
      `2026-04-01 08:00:00.000 [info] Connection state: Error ${REFUSED}`,
    ],
    [
      'antigravity',
      'linux',
      '.config/Antigravity/logs/20260401T080000/window1/mcpServer.mcp.config.usrlocal.notes.log',
      `2026-04-01 08:00:00.000 [error] ${REFUSED}`,
    ],
    [
      'kiro',
      'win32',
      'AppData/Roaming/Kiro/logs/20260401T080000/window1/exthost/kiro.kiroAgent/Kiro - MCP Logs.log',
      `2026-04-01 08:00:00.000 [error] [notes] ${REFUSED}`,
    ],
    [
      'goose',
      'linux',
      '.local/state/goose/logs/cli/2026-04-01/20260401_080000.log',
      `{"timestamp":"2026-04-01T08:00:00Z","level":"ERROR","fields":{"message":"extension notes: ${REFUSED}"}}`,
    ],
    ['codex', 'linux', '.codex/log/codex-tui.log', `2026-04-01T08:00:00Z ERROR codex_core: MCP client for \`notes\` failed to start: ${REFUSED}`],
    ['copilot-cli', 'linux', '.copilot/logs/process-1.log', `2026-04-01T08:00:00.000Z [ERROR] MCP server notes: ${REFUSED}`],
    ['opencode', 'linux', '.local/share/opencode/log/2026-04-01.log', `ERROR 2026-04-01T08:00:00 service=mcp key=notes ${REFUSED}`],
    ['zed', 'darwin', 'Library/Logs/Zed/Zed.log', `2026-04-01T08:00:00+02:00 ERROR [context_server] notes context server failed to start: ${REFUSED}`],
  ] as const)('%s on %s: %s', async (client, platform, path, text) => {
    const own = createFakeHome();
    const place = fake.roots({ platform, home: own.home, project: own.project });
    own.write(`home/${path.replace('SLUG', own.project.replace(/[^A-Za-z0-9]/g, '-'))}`, `\u001b[31m${text}\u001b[0m\n`);
    const [log, ...others] = await findLogs(place, [client], 'notes');
    expect(others).toEqual([]);
    const tail = await readLogTail(log!, 'notes', 10);
    expect(tail.lines).toHaveLength(1);
    expect(tail.explanation?.causes[0]?.cause).toBe('server-not-running');
  });

  it('keeps servers apart whose lines stand in one file, and takes the newest file of each', async () => {
    const own = createFakeHome();
    const place = own.roots({ platform: 'darwin' });
    const folder = 'home/Library/Caches/claude-cli-nodejs';
    const slug = own.project.replace(/[^A-Za-z0-9]/g, '-');
    for (const [server, day] of [
      ['git', 1],
      ['git', 5],
      ['github', 3],
    ] as const) {
      own.write(`${folder}/${slug}/mcp-logs-${server}/2026-04-0${day}.jsonl`, '{"debug":"x"}\n');
      own.touch(`${folder}/${slug}/mcp-logs-${server}/2026-04-0${day}.jsonl`, `2026-04-0${day}T00:00:00Z`);
    }
    const all = await findLogs(place, ['claude-code'], undefined);
    expect(all.map(({ server, modifiedAt }) => [server, modifiedAt.slice(0, 10)])).toEqual([
      ['git', '2026-04-05'],
      ['github', '2026-04-03'],
      ['git', '2026-04-01'],
    ]);
    expect((await findLogs(place, ['claude-code'], 'git')).map(({ modifiedAt }) => modifiedAt.slice(8, 10))).toEqual(['05', '01']);
  });

  it('reads a long UTF-16 file with CRLF at its end', async () => {
    const own = createFakeHome();
    const text = `${'filler line of a quiet day\r\n'.repeat(30_000)}2026-04-01 08:00:00 [error] spawn uvx ENOENT\r\n`;
    own.write('home/Library/Logs/Claude/mcp-server-wide.log', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    const [log] = await findLogs(own.roots({ platform: 'darwin' }), ['claude-desktop'], 'wide');
    const tail = await readLogTail(log!, 'wide', 3);
    expect(tail.lines.at(-1)?.text).toBe('2026-04-01 08:00:00 [error] spawn uvx ENOENT');
    expect(tail.explanation?.causes[0]?.cause).toBe('command-not-on-client-path');
  });
});
