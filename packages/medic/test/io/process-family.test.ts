import { describe, expect, it } from 'vitest';
import { findFamily, keepAlive, nameProcess } from '../../src/io/process-family.ts';
import { listProcesses, parsePsLine, readCommandLine, type ProcessRow } from '../../src/io/process-list.ts';

function row(pid: number, ppid: number, more: Partial<ProcessRow> = {}): ProcessRow {
  return { pid, ppid, pgid: 1, start: '5', zombie: false, ...more };
}

describe('findFamily', () => {
  const far = 4_000_000;
  const root = { pid: far, marker: 'none' };

  it('follows parents, the group and the session, and leaves zombies and the root out', () => {
    const rows = [
      row(far + 3, far + 2),
      row(far, 1),
      row(far + 2, far),
      row(far + 4, 1, { pgid: far }),
      row(far + 5, 1, { session: far }),
      row(far + 6, far + 5),
      row(far + 7, far, { zombie: true }),
      row(far + 8, 1),
    ];
    expect(findFamily(root, rows).map(({ pid }) => pid - far)).toEqual([3, 2, 4, 5, 6]);
  });

  it('does not take a reused pid for a survivor', () => {
    expect(keepAlive([row(10, 1), row(11, 1)], [row(10, 1, { start: '9' }), row(11, 1)]).map(({ pid }) => pid)).toEqual([11]);
  });
});

describe('nameProcess', () => {
  it.each([
    ['npm exec @scope/server --key abc', 'npm exec'],
    ['/usr/bin/docker pull ghcr.io/a/b', 'docker pull'],
    ['uv --quiet tool run x', 'uv tool'],
    ['uvx some_server', 'uvx'],
    ['node /usr/lib/npx-cli.js -y x', 'node npx-cli.js'],
    ['node -e secret()', 'node'],
    ['python3 -m server', 'python3'],
    ['/opt/server --token abc', 'server'],
    ['/opt/server abc', 'server'],
  ])('%s is %s', (commandLine, name) => {
    expect(nameProcess(row(1, 0, { commandLine }))).toBe(name);
  });
});

describe('parsePsLine', () => {
  it.each([
    [
      '  501     1   501 Ss   Thu Nov 20 10:00:00 2026     /opt/my server -x',
      { pid: 501, ppid: 1, pgid: 501, start: 'Thu Nov 20 10:00:00 2026', zombie: false, commandLine: '/opt/my server -x' },
    ],
    ['7 1 7 Z+ Thu Nov 20 10:00:00 2026 (node)', { pid: 7, zombie: true }],
  ])('reads %j', (line, expected) => {
    expect(parsePsLine(line)).toMatchObject(expected);
  });

  it.each(['', 'ps: illegal option', 'a b c d e f g h i j k'])('passes over %j', (line) => {
    expect(parsePsLine(line)).toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('listProcesses', () => {
  it('sees us below our parent', () => {
    const own = listProcesses().find(({ pid }) => pid === process.pid);
    expect(own).toMatchObject({ ppid: process.ppid, zombie: false });
    expect(own === undefined ? [] : readCommandLine(own)).not.toEqual([]);
  });
});
