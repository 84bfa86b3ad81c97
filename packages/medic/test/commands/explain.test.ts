import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/commands/explain.ts';

const folder = mkdtempSync(join(tmpdir(), 'medic-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function print(...words: string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    return { code: await run(words), text };
  } finally {
    spy.mockRestore();
  }
}

/** The complaint and the next step of a refused command line. */
async function complaint(...words: string[]): Promise<string> {
  return print(...words).then(
    () => 'nothing',
    (error: Error & { next?: string }) => `${error.message} ${error.next ?? ''}`,
  );
}

describe('mcp-medic explain', () => {
  it('exits 0 with a cause and 1 without', async () => {
    const found = await print(file('a.log', 'spawn npx ENOENT\n'));
    expect(found.code).toBe(0);
    expect(found.text).toContain('command-not-on-client-path');
    const none = await print(file('b.log', 'The meeting is moved.\n'));
    expect(none.code).toBe(1);
    expect(none.text).toContain('not an MCP connection error');
  });

  it('prints one JSON document', async () => {
    const { text } = await print(file('c.log', 'spawn npx ENOENT\n'), '--json', '--client', 'cursor', '--os', 'win32');
    expect(JSON.parse(text)).toMatchObject({ schema: 'mcp-medic/explain@1', understood: { client: 'cursor', platform: 'win32' } });
  });

  it('refuses what it cannot read and says what to do', async () => {
    expect(await complaint(join(folder, 'absent.log'))).toMatch(/there is no such file.*Give the path/u);
    expect(await complaint('spawn npx ENOENT')).toContain('echo "the message" | mcp-medic explain');
    expect(await complaint(folder)).toContain('it is a folder');
    expect(await complaint(file('empty.log', '\n'))).toContain('There is no text');
    expect(await complaint(file('binary', Buffer.from(Array.from({ length: 4000 }, (_unused, index) => (index * 7) % 9))))).toContain('is no text');
    expect(await complaint('a', 'b')).toContain('one file');
    expect(await complaint('--cleint', 'cursor')).toContain('Did you mean: --client');
  });

  it('prints the page of a cause and lists them', async () => {
    const { code, text } = await print('--cause', 'stdout-pollution');
    expect(code).toBe(0);
    expect(text.startsWith(readFileSync(new URL('../../../../docs/causes/stdout-pollution.md', import.meta.url), 'utf8'))).toBe(true);
    expect(text).toContain('mcp-medic logs CLIENT SERVER');
    expect((await print('--cause', 'list')).text).toContain('  tls-cert-expired');
    expect(await complaint('--cause', 'stdout-polution')).toContain('Did you mean: mcp-medic explain --cause stdout-pollution');
  });
});
