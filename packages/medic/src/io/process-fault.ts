import { closeSync, openSync, readSync, statSync } from 'node:fs';

export interface SpawnFault {
  readonly code: string;
  readonly syscall?: string;
  readonly message: string;
  /** What an ENOENT is about; the system gives one code for all three. */
  readonly missing?: 'cwd' | 'program' | 'interpreter';
}

/** Makes a fault of what `spawn` threw or emitted, and finds out what exactly was missing. POSIX file names. */
export function explainSpawnError(error: unknown, command: string, file: string, cwd: string): SpawnFault {
  const { code = 'UNKNOWN', syscall, message } = readSystemError(error);
  const base = { code, ...(syscall === undefined ? {} : { syscall }) };
  const head = `spawn ${command} ${code}`;
  if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES') return { ...base, message };
  const cwdState = tell(cwd);
  if (cwdState === 'absent') return { ...base, missing: 'cwd', message: `${head}: the working folder ${cwd} does not exist` };
  if (cwdState === 'other' || cwdState === 'file') return { ...base, missing: 'cwd', message: `${head}: the working folder ${cwd} is no folder` };
  const state = tell(file);
  if (state === 'absent') return { ...base, missing: 'program', message: `${head}: the file ${file} does not exist` };
  if (state === 'folder') return { ...base, message: `${head}: ${file} is a folder` };
  if (code === 'EACCES') return { ...base, message: `${head}: ${file} may not be executed` };
  return { ...base, missing: 'interpreter', message: `${head}: ${describeInterpreter(file)}` };
}

/** The fault of a look-up that found nothing. */
export function explainLookup(command: string, code: 'ENOENT' | 'EACCES', searchPath: readonly string[], blocked: string | undefined): SpawnFault {
  const head = `spawn ${command} ${code}`;
  const syscall = `spawn ${command}`;
  if (code === 'EACCES') return { code, syscall, message: `${head}: ${blocked ?? command} may not be executed` };
  const folders = searchPath.length === 1 ? 'the 1 folder searched' : `the ${searchPath.length} folders searched`;
  return { code, syscall, missing: 'program', message: `${head}: no program of that name in ${folders}` };
}

/** macOS errors that libuv has no name for (errno.h of XNU, read 2026-11-21). */
const UNNAMED: Readonly<Record<string, string>> = { 'Unknown system error -86': 'EBADARCH', 'Unknown system error -88': 'EBADMACHO' };

function readSystemError(error: unknown): { readonly code?: string; readonly syscall?: string; readonly message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, syscall }: NodeJS.ErrnoException = error;
  return { message: error.message, ...(code === undefined ? {} : { code: UNNAMED[code] ?? code }), ...(syscall === undefined ? {} : { syscall }) };
}

function tell(path: string): 'absent' | 'folder' | 'file' | 'other' {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'other';
  } catch (error) {
    const { code } = readSystemError(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'file';
  }
}

/** The kernel reports a missing `#!` interpreter, or a missing loader of a binary, as if the file itself were missing. */
function describeInterpreter(file: string): string {
  const head = readHead(file);
  if (!head.startsWith('#!')) return `${file} exists, the loader or interpreter it needs does not`;
  const line = head.slice(2).split('\n', 1)[0] ?? '';
  const interpreter = line.trimStart().split(/[ \t]/u, 1)[0] ?? '';
  const shown = interpreter.endsWith('\r') ? `${JSON.stringify(interpreter)} (with a carriage return)` : interpreter;
  return `${file} exists, its first line names the interpreter ${shown}, which does not`;
}

function readHead(file: string): string {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const buffer = Buffer.alloc(256);
    return buffer.toString('latin1', 0, readSync(handle, buffer, 0, 256, 0));
  } catch {
    return '';
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
