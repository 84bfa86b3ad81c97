import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bed } from '../bed.ts';
import { findSurvivors, waitForSurvivors, type Survivor } from './survivors.ts';

const HOOK = pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), 'watch-hook.mjs')).href;

export interface CliRun {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
  /** Highest resident memory of the doctor itself, children not counted. */
  readonly maxRssBytes: number;
  /** Names that `Object.prototype` had at its end and not at its start. */
  readonly prototypeAdditions: readonly string[];
  /** Processes that carry this run's marker and still lived after it. */
  readonly survivors: readonly Survivor[];
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Sends a signal once so many processes, the doctor among them, are there. */
  readonly interrupt?: { readonly signal: NodeJS.Signals; readonly processes: number };
  /** Makes the doctor believe that it writes to a terminal. */
  readonly terminal?: boolean;
  /** After this long the doctor is killed and `signal` says so. */
  readonly deadlineMs: number;
}

/** Runs the built command line on a bed as a user would, without a terminal, and measures it. */
export async function runCli(
  cli: string,
  bed: Bed,
  words: readonly string[],
  { env = {}, interrupt, terminal = false, deadlineMs }: CliOptions,
): Promise<CliRun> {
  const hookFile = join(tmpdir(), `medic-hook-${randomUUID()}`);
  const marker = `medic-hostile-${randomUUID()}`;
  const startedAt = performance.now();
  const hook = `${HOOK}?out=${encodeURIComponent(hookFile)}${terminal ? '&terminal' : ''}`;
  const child = spawn(process.execPath, ['--import', hook, cli, '--home', bed.home, '--cwd', bed.project, ...words], {
    cwd: bed.project,
    env: { ...bed.env, MEDIC_HOSTILE_MARKER: marker, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
  child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  const watcher = setInterval(() => {
    if (interrupt === undefined || findSurvivors(marker).length < interrupt.processes) return;
    clearInterval(watcher);
    child.kill(interrupt.signal);
  }, 50);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('close', (...end) => resolve(end)));
  clearTimeout(timer);
  clearInterval(watcher);
  const ms = performance.now() - startedAt;
  const survivors = await waitForSurvivors(marker);
  const measured =
    signal === null
      ? (JSON.parse(readFileSync(hookFile, 'utf8')) as Pick<CliRun, 'maxRssBytes' | 'prototypeAdditions'>)
      : { maxRssBytes: Number.NaN, prototypeAdditions: [] };
  rmSync(hookFile, { force: true });
  return {
    code,
    signal,
    stdout: Buffer.concat(chunks.stdout).toString('utf8'),
    stderr: Buffer.concat(chunks.stderr).toString('utf8'),
    ms,
    ...measured,
    survivors,
  };
}
