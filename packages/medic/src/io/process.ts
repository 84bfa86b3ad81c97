import { spawn, type ChildProcess, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { explainLookup, explainSpawnError, type SpawnFault } from './process-fault.ts';
import { MARKER_VARIABLE, type FamilyRoot } from './process-family.ts';
import { findExecutable } from './process-find.ts';
import { listPids, readProcessRow } from './process-list.ts';
import { registerProcess } from './process-registry.ts';

export { killAllProcesses } from './process-registry.ts';

export interface ProcessRequest {
  /** As written; also what the program sees as its own name. */
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly searchPath: readonly string[];
  /** How the client starts `.cmd` shims on Windows; without meaning elsewhere. */
  readonly windowsShims: 'resolves' | 'wraps-in-cmd' | 'fails' | 'unknown';
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface ProcessListeners {
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
  /** Standard output ended, perhaps while the process lives on, perhaps later than its exit when a child holds it. */
  readonly onStdoutEnd: () => void;
  readonly onExit: (exit: ProcessExit) => void;
}

export interface RunningProcess {
  readonly root: FamilyRoot;
  /** The exit, once it happened. */
  readonly exit: () => ProcessExit | undefined;
  readonly exited: Promise<ProcessExit>;
  /** Queues text for standard input. Drops it when 1 MiB waits already or the pipe is closed; never throws or blocks. */
  readonly write: (text: string) => void;
  readonly endInput: () => void;
  readonly stopReading: () => void;
  /** Lets go of pipes that something else may still hold. */
  readonly release: () => void;
}

export type StartResult = { readonly started: true; readonly process: RunningProcess } | { readonly started: false; readonly fault: SpawnFault };

const MAX_INPUT_BACKLOG = 1024 * 1024;

/**
 * Starts a program the way an MCP client does: no shell, its own look-up, an environment of its own, a process group that can
 * be ended as a whole. A program that cannot be started is a value, not an exception.
 */
export async function startProcess(request: ProcessRequest, listeners: ProcessListeners): Promise<StartResult> {
  const marker = randomUUID();
  const older = listPids();
  const options: SpawnOptionsWithoutStdio = { cwd: request.cwd, env: { ...request.env, [MARKER_VARIABLE]: marker }, windowsHide: true };
  let file = request.command;
  let child: ChildProcess;
  try {
    if (process.platform === 'win32') {
      child = await spawnOnWindows(request, options);
    } else {
      const lookup = findExecutable(request.command, request.searchPath, request.cwd);
      if (!lookup.found) return { started: false, fault: explainLookup(request.command, lookup.code, request.searchPath, lookup.blocked) };
      file = lookup.file;
      child = spawn(file, request.args, { ...options, argv0: request.command, detached: true });
    }
  } catch (error) {
    return { started: false, fault: explainSpawnError(error, request.command, file, request.cwd) };
  }
  return watch(child, { marker, ...(older === undefined ? {} : { older }) }, listeners, (error) =>
    explainSpawnError(error, request.command, file, request.cwd),
  );
}

async function watch(
  child: ChildProcess,
  mark: Pick<FamilyRoot, 'marker' | 'older'>,
  listeners: ProcessListeners,
  explain: (error: unknown) => SpawnFault,
): Promise<StartResult> {
  const failed = new Promise<unknown>((resolve) => child.on('error', resolve));
  // Looked at first: out of file descriptors, Node gives a child without streams.
  const { pid, stdin, stdout, stderr } = child;
  if (pid === undefined || stdin === null || stdout === null || stderr === null) return { started: false, fault: explain(await failed) };
  let exit: ProcessExit | undefined;
  const exited = new Promise<ProcessExit>((resolve) => {
    child.on('exit', (code, signal) => {
      exit = { code, signal };
      listeners.onExit(exit);
      resolve(exit);
    });
  });
  stdout.on('data', listeners.onStdout);
  stderr.on('data', listeners.onStderr);
  stdout.on('close', listeners.onStdoutEnd);
  // A server that never reads or has gone makes writes fail with EPIPE; its silence or exit is the evidence.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined);
  const start = readProcessRow(pid)?.start;
  const root: FamilyRoot = { pid, ...mark, ...(start === undefined ? {} : { start }) };
  const unregister = registerProcess(root);
  return {
    started: true,
    process: {
      root,
      exit: () => exit,
      exited,
      write: (text) => {
        if (stdin.writable && stdin.writableLength < MAX_INPUT_BACKLOG) stdin.write(text);
      },
      endInput: () => void stdin.end(),
      stopReading: () => {
        stdout.destroy();
        stderr.destroy();
      },
      release: () => {
        unregister();
        stdin.destroy();
        stdout.destroy();
        stderr.destroy();
        child.unref();
      },
    },
  };
}

/** Node finds no `npx` on Windows because npm installs `npx.cmd`; clients on cross-spawn do, others wrap it or fail. */
async function spawnOnWindows(request: ProcessRequest, options: SpawnOptionsWithoutStdio): Promise<ChildProcess> {
  const env = { ...options.env, PATH: request.searchPath.join(';') };
  if (request.windowsShims === 'wraps-in-cmd') return spawn('cmd.exe', ['/d', '/s', '/c', request.command, ...request.args], { ...options, env });
  if (request.windowsShims !== 'resolves') return spawn(request.command, request.args, { ...options, env });
  const { default: crossSpawn } = await import('cross-spawn');
  return crossSpawn(request.command, [...request.args], { ...options, env, stdio: 'pipe' });
}
