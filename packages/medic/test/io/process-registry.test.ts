import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/io/process.ts', import.meta.url));

/** Starts a server that is deaf to SIGTERM and has a detached child, writes both pids to a file, then does `then`. */
function script(pidFile: string, then: string): string {
  const server = `
    process.on('SIGTERM', () => {});
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, process.pid + ' ' + child.pid);
    console.log('up');
    setInterval(() => {}, 1000);`;
  return `
    import { startProcess, killAllProcesses } from ${JSON.stringify(SOURCE)};
    const ignore = () => {};
    process.once('SIGINT', () => { killAllProcesses(); process.kill(process.pid, 'SIGKILL'); });
    await startProcess(
      { command: process.execPath, args: ['-e', ${JSON.stringify(server)}], cwd: '/', env: {}, searchPath: [], windowsShims: 'fails' },
      { onStdout: () => { ${then} }, onStderr: ignore, onStdoutEnd: ignore, onExit: ignore },
    );`;
}

function isAlive(pid: number): boolean {
  try {
    // A killed process may wait for its parent to collect it; it counts as gone.
    return process.platform === 'linux' ? !/\) [ZX] /u.test(readFileSync(`/proc/${pid}/stat`, 'latin1')) : process.kill(pid, 0);
  } catch {
    return false;
  }
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'medic-registry-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('processes we started', () => {
  it.each([
    ['our own exit', 'process.exit(0)', 0],
    ['an uncaught error', `throw new Error('defect')`, 1],
    ['a signal handler that calls killAllProcesses', `process.kill(process.pid, 'SIGINT')`, null],
  ])('end with %s', async (name, then, code) => {
    const pidFile = join(folder, name.replaceAll(' ', '-'));
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script(pidFile, then)], { stdio: 'ignore' });
    expect((await once(child, 'exit'))[0]).toBe(code);
    const pids = readFileSync(pidFile, 'utf8').split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });
});
