import { appendFileSync, writeFileSync } from 'node:fs';
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
  it('gives lines as they are written, whole and redacted, and starts anew when the file is replaced', async () => {
    const path = fake.write('home/follow.log', 'old\n');
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const lines of followLog(path, { startBytes: 4, signal: controller.signal, everyMs: 5 })) seen.push(...lines);
    })();
    appendFileSync(path, 'one\nhalf');
    await vi.waitFor(() => expect(seen).toEqual(['one']));
    appendFileSync(path, ' line token=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n');
    await vi.waitFor(() => expect(seen).toHaveLength(2));
    expect(seen[1]).toMatch(/^half line/u);
    expect(seen[1]).not.toContain('ghp_16');
    writeFileSync(path, 'new\n');
    await vi.waitFor(() => expect(seen.at(-1)).toBe('new'));
    controller.abort();
    await reading;
  });
});
