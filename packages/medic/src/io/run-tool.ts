import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

/** How a short helper program of the system ended. `missing`: it could not be started. */
export type ToolRun =
  | { readonly state: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly state: 'missing'; readonly errno: string }
  | { readonly state: 'timeout'; readonly stdout: string; readonly stderr: string };

export interface ToolLimits {
  readonly timeoutMs: number;
  readonly capBytes?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a helper such as `docker version` without a shell, without stdin and from the root folder, so that nothing in the
 * user's project is started by accident. Never throws; output beyond the cap is dropped, the process is killed at the limit.
 */
export function runTool(command: string, args: readonly string[], limits: ToolLimits): Promise<ToolRun> {
  const capBytes = limits.capBytes ?? 1 << 20;
  return new Promise((resolve) => {
    const stdout = createSink(capBytes);
    const stderr = createSink(capBytes);
    const child = startTool(command, args, limits.env);
    if (child === undefined) return resolve({ state: 'missing', errno: 'EINVAL' });
    let settled = false;
    const settle = (run: ToolRun): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(run);
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      child.unref();
      settle({ state: 'timeout', stdout: stdout.text(), stderr: stderr.text() });
    }, limits.timeoutMs);
    child.stdout.on('data', stdout.take).on('error', ignore);
    child.stderr.on('data', stderr.take).on('error', ignore);
    child.on('error', (error: NodeJS.ErrnoException) => settle({ state: 'missing', errno: error.code ?? 'EUNKNOWN' }));
    child.on('close', (code) => settle({ state: 'ended', code, stdout: stdout.text(), stderr: stderr.text() }));
    // A grandchild may hold the pipes open for ever; what the tool itself wrote has arrived shortly after its end.
    child.on('exit', (code) => {
      setTimeout(() => settle({ state: 'ended', code, stdout: stdout.text(), stderr: stderr.text() }), 200).unref();
    });
  });
}

function startTool(command: string, args: readonly string[], env: ToolLimits['env']): ReturnType<typeof spawnTool> | undefined {
  try {
    return spawnTool(command, args, env);
  } catch {
    return undefined;
  }
}

function spawnTool(command: string, args: readonly string[], env: ToolLimits['env']): ChildProcessByStdio<null, Readable, Readable> {
  const cwd = process.platform === 'win32' ? (process.env['SystemRoot'] ?? 'C:\\') : '/';
  return spawn(command, [...args], { cwd, env: { ...(env ?? process.env) }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, shell: false });
}

function createSink(capBytes: number): { readonly take: (chunk: Buffer) => void; readonly text: () => string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    take: (chunk) => {
      const kept = chunk.subarray(0, Math.max(0, capBytes - size));
      if (kept.length > 0) chunks.push(kept);
      size += kept.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

function ignore(): void {}
