import { spawn } from 'node:child_process';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Ends the program as soon as this is true of its standard output. */
  readonly until?: (stdout: string) => boolean;
  /** Written to standard input; left open while the program runs. */
  readonly input?: string;
}

/** Runs a program in its own process group and ends the whole group when it is done or too slow. */
export function runProgram(command: string, args: readonly string[], { cwd, env, timeoutMs, until, input }: RunOptions): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], detached: true });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // The group has ended by itself.
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, timeoutMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (until?.(stdout) === true) kill();
    });
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin?.on('error', () => {});
    child.stdin?.write(input ?? '');
    child.on('error', (error) => (stderr += String(error)));
    child.on('close', (code) => {
      clearTimeout(timer);
      kill();
      resolve({ stdout, stderr, code, timedOut });
    });
  });
}
