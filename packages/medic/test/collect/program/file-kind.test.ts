import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { readFileKind } from '../../../src/collect/program/file-kind.ts';
import { createFakeHome } from '../fake-home.ts';

const fake = createFakeHome();
const search = { folders: [path.join(fake.root, 'bin')], platform: 'linux', cwd: fake.project } as const;
fake.write('bin/interp', '', 0o755);

it.each([
  ['a good shebang', '#!/bin/sh\necho', { line: '/bin/sh', carriageReturn: false, interpreterExists: true }],
  ['a carriage return', '#!/bin/sh\r\necho', { line: '/bin/sh', carriageReturn: true, interpreterExists: true }],
  ['a missing interpreter', '#! /nowhere/python\n', { line: '/nowhere/python', carriageReturn: false, interpreterExists: false }],
  ['env with a program on the PATH', '#!/usr/bin/env interp\n', { line: '/usr/bin/env interp', carriageReturn: false, interpreterExists: true }],
  [
    'env with flags and assignments',
    '#!/usr/bin/env -S A=b interp --flag\n',
    { line: '/usr/bin/env -S A=b interp --flag', carriageReturn: false, interpreterExists: true },
  ],
  ['env with a program that is not there', '#!/usr/bin/env node\n', { line: '/usr/bin/env node', carriageReturn: false, interpreterExists: false }],
])('reads %s', async (_what, content, shebang) => {
  const file = fake.write('script', content, 0o755);
  expect(await readFileKind(file, search)).toMatchObject({ exists: true, type: 'file', executable: true, mode: '0755', format: 'script', shebang });
});

it('reads a real program and its loader', async () => {
  const kind = await readFileKind(process.execPath, search);
  expect(kind).toMatchObject({ exists: true, executable: true, format: expect.stringMatching(/^(?:elf|mach-o|pe)$/) });
  expect(kind.arch).toContain(process.arch);
  if (kind.format === 'elf') expect(kind.loader?.exists ?? true).toBe(true);
});

it('tells folders, dangling links and empty files', async () => {
  expect(await readFileKind(fake.project, search)).toMatchObject({ exists: true, type: 'directory' });
  expect(await readFileKind(fake.link('dangling', '/nowhere/x'), search)).toMatchObject({ exists: false, errno: 'ENOENT (dangling link)' });
  expect(await readFileKind(fake.write('empty', ''), search)).toMatchObject({ format: 'empty', sizeBytes: 0, executable: false });
});

it.skipIf(process.platform === 'win32')('never waits for a named pipe', async () => {
  const pipe = path.join(fake.root, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await readFileKind(pipe, search)).toMatchObject({ exists: true, type: 'other' });
});
