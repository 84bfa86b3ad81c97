import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../settings.ts';

/** What switches do before a server reads its first message; a server that keeps the rules does nothing here. */
export async function misbehaveAtStart(settings: Settings): Promise<void> {
  const { broken, slowMs } = settings;
  const { CONFORMANCE_HOME: home, CONFORMANCE_API_KEY: key = '' } = process.env;
  if (broken('launch.alive')) leave('Error: cannot open the database');
  if (broken('launch.runtime-version')) leave(`This server needs Node.js 99 or newer, this is ${process.version}`);
  if (broken('launch.env-minimal') && home === undefined) leave('Error: the environment variable CONFORMANCE_HOME is not set');
  if (broken('launch.env-required') && !/^[\w-]{8,}$/.test(key)) leave('Error: CONFORMANCE_API_KEY is missing or no key');
  if (broken('launch.cwd') && !existsSync('conformance.data.json')) leave("Error: ENOENT: no such file or directory, open 'conformance.data.json'");
  if (broken('launch.double-start')) lock(settings, (pid) => isAlive(pid), 'Error: another instance is running');
  if (broken('launch.restart')) lock(settings, (pid) => !isAlive(pid), 'Error: found the lock of an instance that crashed; remove it by hand');
  if (broken('launch.orphans') || broken('launch.orphans--holds-pipes')) leaveChildBehind(broken('launch.orphans--holds-pipes'));
  if (broken('launch.cold-start')) await sleep(slowMs);
  if (broken('launch.first-run-download')) await download(settings);
  if (broken('launch.large-stderr')) process.stderr.write('debug: starting up, and telling everybody about it\n'.repeat(20_000));
  if (broken('launch.stdin-not-consumed')) process.stderr.write('Do you accept the terms? [y/N] ');
}

/** Takes the first line of input for the answer to a question. True when the line is not to be served. */
export function swallowAnswer(line: string, { broken }: Settings): boolean {
  if (broken('launch.stdin-not-consumed') && line.trim().toLowerCase() !== 'y') leave('Aborted.');
  return broken('launch.stdin-not-consumed');
}

function leave(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Whether another process of the same client runs. The first one says so to those that come later. */
export function runsBesideAnother(settings: Settings): boolean {
  const { file, pid } = readLock(settings);
  if (pid !== undefined && isAlive(pid)) return true;
  holdLock(file);
  return false;
}

function lock(settings: Settings, isInTheWay: (pid: number) => boolean, message: string): void {
  const { file, pid } = readLock(settings);
  if (pid !== undefined && isInTheWay(pid)) leave(message);
  holdLock(file);
}

function readLock({ stateFolder }: Settings): { readonly file: string; readonly pid: number | undefined } {
  const file = join(stateFolder ?? tmpdir(), `conformance-${process.ppid}.lock`);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return { file, pid: pid > 0 ? pid : undefined };
}

function holdLock(file: string): void {
  writeFileSync(file, String(process.pid));
  process.on('exit', () => writeFileSync(file, ''));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that outlives us, for half a minute. */
function leaveChildBehind(holdsPipes: boolean): void {
  const stdio = holdsPipes ? ('inherit' as const) : ('ignore' as const);
  spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30_000)'], { detached: true, stdio: ['ignore', stdio, 'ignore'] }).unref();
}

/** Slow the first time only, as with a package that has to be fetched. */
async function download({ slowMs, stateFolder }: Settings): Promise<void> {
  const file = join(stateFolder ?? tmpdir(), `conformance-${process.ppid}.cache`);
  if (existsSync(file)) return;
  process.stderr.write('Downloading the model (412 MB)\n');
  await sleep(slowMs);
  writeFileSync(file, '');
}
