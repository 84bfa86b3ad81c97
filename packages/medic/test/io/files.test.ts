import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exists, listNames, readBytes, realPath } from '../../src/io/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'medic-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

describe('readBytes', () => {
  it('reads a regular file, also through a link', async () => {
    writeFileSync(at('plain'), 'hello', { mode: 0o640 });
    symlinkSync(at('plain'), at('link'));
    for (const name of ['plain', 'link']) {
      const read = await readBytes(at(name));
      expect(read).toMatchObject({ ok: true, mode: 0o640 });
      expect(read.ok && new TextDecoder().decode(read.bytes)).toBe('hello');
    }
  });

  it.each([
    ['a folder', 'EISDIR', (path: string): void => mkdirSync(path)],
    ['nothing', 'ENOENT', (): void => undefined],
    ['a link to itself', 'ELOOP', (path: string): void => symlinkSync(path, path)],
    ['a link to nothing', 'ENOENT', (path: string): void => symlinkSync(`${path}-gone`, path)],
    ['a FIFO nobody writes to', 'not a regular file', (path: string): void => void execFileSync('mkfifo', [path])],
    ['more than the cap', 'too large', (path: string): void => writeFileSync(path, Buffer.alloc(1001))],
  ])('says what %s is', async (name, reason, make) => {
    const path = at(name.replaceAll(' ', '-'));
    make(path);
    expect(await readBytes(path, 1000)).toMatchObject({ ok: false, reason });
  });

  it('does not read devices, and files whose stat lies only up to the cap', async () => {
    expect(await readBytes('/dev/zero', 1000)).toMatchObject({ ok: false, reason: 'not a regular file' });
    expect(await readBytes('/proc/self/status', 100)).toMatchObject({ ok: false, reason: 'too large' });
  });

  it('answers for a path below a file', async () => {
    expect(await readBytes(join(at('plain'), 'below'))).toMatchObject({ ok: false, reason: 'ENOTDIR' });
  });
});

it('lists names in order and follows links', async () => {
  mkdirSync(at('list'));
  for (const name of ['b', 'a', 'c']) writeFileSync(join(at('list'), name), '');
  expect(await listNames(at('list'))).toEqual(['a', 'b', 'c']);
  expect(await listNames(at('gone'))).toEqual([]);
  expect(await exists(at('list'))).toBe(true);
  expect(await exists(at('gone'))).toBe(false);
  symlinkSync(at('list'), at('to-list'));
  expect(await realPath(at('to-list'))).toBe(await realPath(at('list')));
  expect(await realPath(at('gone'))).toBe(at('gone'));
});
