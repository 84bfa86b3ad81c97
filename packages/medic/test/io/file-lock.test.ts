import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withLock } from '../../src/io/file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'medic-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('lets one work at a time', async () => {
    const path = join(folder, 'one');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(path, work)));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it('takes over from a process that is gone, and from one that is far too late', async () => {
    const path = join(folder, 'stale');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path, String(pid));
    expect(await withLock(path, async () => 'done', 500)).toBe('done');
    writeFileSync(path, String(process.ppid));
    utimesSync(path, new Date(0), new Date(0));
    expect(await withLock(path, async () => 'done', 500)).toBe('done');
  });

  it('gives up, naming the file, while another process holds it', async () => {
    const path = join(folder, 'held');
    writeFileSync(path, String(process.ppid));
    await expect(withLock(path, async () => 'done', 60)).rejects.toThrow(path);
    expect(existsSync(path)).toBe(true);
  });

  it('is free again after work that failed', async () => {
    const path = join(folder, 'failed');
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });
});
