import { describe, expect, it } from 'vitest';
import { listPids, readProcess, readProcessVariable } from '../../src/io/host-processes.ts';
import { readHostSystem } from '../../src/io/host.ts';
import { runTool } from '../../src/io/run-tool.ts';

const node = (code: string, timeoutMs: number = 5000, capBytes?: number): ReturnType<typeof runTool> =>
  runTool(process.execPath, ['-e', code], { timeoutMs, ...(capBytes === undefined ? {} : { capBytes }) });

describe('runTool', () => {
  it('gives both streams and the exit code', async () => {
    expect(await node('console.log("out"); console.error("err"); process.exitCode = 3')).toEqual({ state: 'ended', code: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('tells a program that is not there', async () => {
    expect(await runTool('/nowhere/tool', [], { timeoutMs: 1000 })).toEqual({ state: 'missing', errno: 'ENOENT' });
    expect((await runTool('bad\0name', [], { timeoutMs: 1000 })).state).toBe('missing');
  });

  it('ends what takes too long', async () => {
    expect(await node('console.log("begun"); setInterval(() => {}, 1000)', 400)).toMatchObject({ state: 'timeout' });
  });

  it('drops output beyond the cap', async () => {
    const run = await node('process.stdout.write("x".repeat(1e6))', 5000, 1000);
    expect(run.state === 'ended' && run.stdout.length).toBe(1000);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a grandchild that keeps the pipe', async () => {
    const run = await runTool('/bin/sh', ['-c', 'sleep 60 & echo $!'], { timeoutMs: 15_000 });
    expect(run).toMatchObject({ state: 'ended', stdout: expect.stringMatching(/^\d+\n$/u) });
    process.kill(Number(run.state === 'ended' && run.stdout));
  });
});

describe.runIf(process.platform === 'linux')('processes of Linux', () => {
  it('reads itself', async () => {
    const { uid, pid } = readHostSystem();
    expect(await listPids(uid)).toContain(pid);
    const self = await readProcess(pid);
    expect(self?.argv.length).toBeGreaterThan(0);
    expect(Math.abs((self?.startedMs ?? 0) - (Date.now() - process.uptime() * 1000))).toBeLessThan(3000);
    expect(await readProcessVariable(pid, 'NO_SUCH_VARIABLE')).toBeUndefined();
    expect(await readProcess(2 ** 30)).toBeUndefined();
  });
});
