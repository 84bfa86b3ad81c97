import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

export type ExecutableLookup =
  | { readonly found: true; readonly file: string }
  /** `EACCES`: files of that name exist in `blocked`, none may be executed. */
  | { readonly found: false; readonly code: 'ENOENT' | 'EACCES'; readonly blocked?: string };

/**
 * Looks a command up as execvp does: a name with a slash is a path from `cwd`, unchecked (starting it tells); a bare name is
 * searched folder by folder, files without execute permission are passed over. POSIX only.
 */
export function findExecutable(command: string, searchPath: readonly string[], cwd: string): ExecutableLookup {
  if (isAbsolute(command)) return { found: true, file: command };
  if (command.includes('/')) return { found: true, file: resolve(cwd, command) };
  if (command === '') return { found: false, code: 'ENOENT' };
  let blocked: string | undefined;
  for (const folder of searchPath) {
    // An empty PATH part means the working folder; relative parts are seen from the child's one.
    const file = join(resolve(cwd, folder), command);
    const state = tryFile(file);
    if (state === 'ok') return { found: true, file };
    if (state === 'blocked') blocked ??= file;
  }
  return blocked === undefined ? { found: false, code: 'ENOENT' } : { found: false, code: 'EACCES', blocked };
}

function tryFile(file: string): 'ok' | 'blocked' | 'absent' {
  try {
    if (!statSync(file).isFile()) return 'blocked';
  } catch {
    return 'absent';
  }
  try {
    accessSync(file, constants.X_OK);
    return 'ok';
  } catch {
    return 'blocked';
  }
}
