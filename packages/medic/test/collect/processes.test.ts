import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { collectClientProcesses } from '../../src/collect/processes.ts';
import { nameOfProcess, parsePs, parseWindowsProcesses } from '../../src/collect/process-tables.ts';
import type { Roots } from '../../src/model/index.ts';
import { createFakeHome } from './fake-home.ts';

const fake = createFakeHome();
const real = (): Roots => fake.roots({ platform: process.platform === 'darwin' ? 'darwin' : 'linux', isolated: false, env: process.env });
const definition = { kind: 'cli', processes: ['medic-fake-client'] } as const;
const inAMinute = (): string => new Date(Date.now() + 60_000).toISOString();

describe.runIf(process.platform === 'linux')('collectClientProcesses', () => {
  const script = fake.write('medic-fake-client.js', 'process.stdout.write("up"); setInterval(() => {}, 1000);');

  async function withClient(use: (pid: number) => Promise<void>): Promise<void> {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(child.stdout, 'data');
      await use(child.pid ?? -1);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  it('finds a client older than its config file, and only then', async () => {
    await withClient(async (pid) => {
      const changed = inAMinute();
      const { older, configModifiedAt } = await collectClientProcesses(definition, changed, real());
      expect(configModifiedAt).toBe(changed);
      expect(older).toEqual([{ pid, name: 'medic-fake-client', startedAt: expect.any(String) }]);
      expect(Math.abs(Date.parse(older[0]?.startedAt ?? '') - Date.now())).toBeLessThan(30_000);
      expect((await collectClientProcesses(definition, new Date(Date.now() - 60_000).toISOString(), real())).older).toEqual([]);
    });
  });

  it('looks at nothing when a home is replayed, no file is dated or the client has no known process', async () => {
    await withClient(async () => {
      expect((await collectClientProcesses(definition, inAMinute(), fake.roots())).older).toEqual([]);
      expect((await collectClientProcesses(definition, undefined, real())).older).toEqual([]);
      expect((await collectClientProcesses({ kind: 'cli' }, inAMinute(), real())).older).toEqual([]);
    });
  });
});

describe('process lists', () => {
  const names = new Set(['claude', 'code', 'claude-desktop-app', 'visual studio code']);

  it.each([
    ['the kernel’s name', 'claude', ['/usr/bin/other'], 'claude'],
    ['the program file', 'x', ['/opt/Code'], 'code'],
    ['the script under node', 'MainThread', ['/usr/bin/node', '--no-warnings', '/usr/bin/claude'], 'claude'],
    ['a name the kernel cut', 'claude-desktop-', ['/x/y'], 'claude-desktop-app'],
    ['no helper of Electron', 'code', ['/opt/code', '--type=renderer'], undefined],
    ['no argument of another program', 'vim', ['vim', 'claude'], undefined],
  ])('takes %s', (_what, kernelName, argv, expected) => {
    expect(nameOfProcess(kernelName, argv, names)).toBe(expected);
  });

  it('reads ps, and tells an app from a command', () => {
    const text =
      '  12 Sat Nov 21 01:20:00 2026     /Applications/Claude.app/Contents/MacOS/Claude\n  13 Sat Nov  7 01:20:00 2026     claude --resume\n  14 Sat Nov  7 01:20:00 2026 /Applications/Visual Studio Code.app/Contents/MacOS/Code --flag\nnoise\n';
    const startedMs = Date.parse('Sat Nov 21 01:20:00 2026');
    expect(parsePs(text, names, 'app').map(({ pid, name }) => [pid, name])).toEqual([
      [12, 'claude'],
      [14, 'code'],
    ]);
    expect(parsePs(text, names, 'app')[0]?.startedMs).toBe(startedMs);
    expect(parsePs(text, names, 'cli').map(({ pid }) => pid)).toEqual([13]);
  });

  it('reads the list of Windows', () => {
    expect(parseWindowsProcesses('7\t2026-11-21T00:00:00.0000000Z\tClaude\r\n8\tx\tclaude\r\n9\t2026-11-21T00:00:00Z\tother\r\n', names)).toEqual([
      { pid: 7, name: 'claude', startedMs: Date.parse('2026-11-21T00:00:00Z') },
    ]);
  });
});
