import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExecutable } from '../../src/io/process-find.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'medic-find-'));
  for (const folder of ['a', 'b', 'a/tool']) mkdirSync(join(root, folder));
  for (const [name, mode] of [
    ['b/tool', 0o755],
    ['b/data', 0o644],
    ['here', 0o755],
  ] as const) {
    writeFileSync(join(root, name), '');
    chmodSync(join(root, name), mode);
  }
  symlinkSync('/no/such/target', join(root, 'a/dangling'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('findExecutable', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['tool', ['a', 'b'], 'b/tool'],
    ['here', ['a', ''], 'here'],
    ['here', ['.'], 'here'],
    ['./here', [], 'here'],
    ['data', ['a', 'b'], undefined],
    ['dangling', ['a'], undefined],
    ['here', ['a', 'b'], undefined],
    ['..', ['a'], undefined],
  ])('%s in %j is %s', (command, folders, expected) => {
    const lookup = findExecutable(command, folders, root);
    expect(lookup.found ? lookup.file : undefined).toBe(expected === undefined ? undefined : join(root, expected));
  });

  it('tells a blocked file from none', () => {
    expect(findExecutable('data', ['b'], root)).toEqual({ found: false, code: 'EACCES', blocked: join(root, 'b/data') });
    expect(findExecutable('nothing', ['b'], root)).toEqual({ found: false, code: 'ENOENT' });
    expect(findExecutable('/abs/not/checked', [], root)).toEqual({ found: true, file: '/abs/not/checked' });
  });
});
