import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { countLinesBefore, isDanglingLink, listFolder, lookAt, mayExecute, readHead, readTail } from '../../src/io/look-up.ts';
import { createFakeHome } from '../collect/fake-home.ts';

const fake = createFakeHome();
const file = fake.write('a/file.txt', 'one\ntwo\nthree\n');

describe('looking', () => {
  it('tells files, folders and what is missing', async () => {
    expect(await lookAt(file)).toMatchObject({ exists: true, type: 'file', sizeBytes: 14 });
    expect(await lookAt(path.dirname(file))).toMatchObject({ exists: true, type: 'directory' });
    expect(await lookAt(`${file}/x`)).toEqual({ exists: false, errno: 'ENOTDIR' });
    expect(await lookAt(`${file}x`)).toEqual({ exists: false, errno: 'ENOENT' });
    expect((await lookAt('bad\0path')).exists).toBe(false);
    expect(await isDanglingLink(fake.link('gone', '/nowhere/x'))).toBe(true);
    expect(await isDanglingLink(file)).toBe(false);
    expect(await mayExecute(file)).toBe(process.platform === 'win32');
  });

  it('lists folders up to a cap', async () => {
    expect(await listFolder(path.dirname(file))).toEqual(['file.txt']);
    expect(await listFolder('/nowhere')).toEqual([]);
    expect(await listFolder(fake.root, 1)).toHaveLength(1);
  });
});

describe('reading', () => {
  it('reads both ends and counts lines', async () => {
    expect((await readHead(file, 5)).toString()).toBe('one\nt');
    const tail = await readTail(file, 6);
    expect([tail.bytes.toString(), tail.offset]).toEqual(['three\n', 8]);
    expect((await readTail(file, 100)).offset).toBe(0);
    expect(await countLinesBefore(file, 8, 100)).toBe(2);
    expect(await countLinesBefore(file, 8, 7)).toBeUndefined();
    expect(await countLinesBefore('/nowhere', 8, 100)).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('reads neither pipes nor devices nor folders', async () => {
    const pipe = path.join(fake.root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const odd of [pipe, '/dev/zero', fake.root, '/nowhere']) expect((await readHead(odd, 10)).length).toBe(0);
  });
});
