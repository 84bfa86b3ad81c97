import path from 'node:path';
import { listFolder, lookAt, mayExecute } from '../../io/look-up.ts';
import type { Platform } from '../../model/index.ts';
import { isNetworkShare } from './kind-of-command.ts';

export interface Search {
  readonly folders: readonly string[];
  readonly platform: Platform;
  /** Folder that relative parts of the PATH and relative commands count from. */
  readonly cwd: string;
  /** `PATHEXT` of the child; Windows only. */
  readonly pathExt?: string | undefined;
}

export interface FoundProgram {
  /** What would be started. */
  readonly resolved?: string;
  /** A file of that name that cannot be started: no execute permission, or a PowerShell script on Windows. */
  readonly unusable?: string;
}

/** Windows' own default when PATHEXT is not set. */
const PATHEXT_DEFAULT = '.COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC';

/** Looks a bare name up as execvp does, or as Windows does with PATHEXT. */
export async function findOnPath(name: string, search: Search): Promise<FoundProgram> {
  if (name === '' || name.includes('\0')) return {};
  // Windows looks into the current folder before PATH.
  const folders = search.platform === 'win32' ? [search.cwd, ...search.folders] : search.folders;
  let unusable: string | undefined;
  for (const folder of folders) {
    const found = await findInFolder(path.resolve(search.cwd, folder), name, search);
    if (found.resolved !== undefined) return found;
    unusable ??= found.unusable;
  }
  return unusable === undefined ? {} : { unusable };
}

/** The same for a command with a folder in it: no search, but Windows still tries the extensions. */
export async function findAtPath(command: string, search: Search): Promise<FoundProgram> {
  const full = path.resolve(search.cwd, search.platform === 'win32' ? toNative(command) : command);
  return isNetworkShare(full) ? {} : findInFolder(path.dirname(full), path.basename(full), search);
}

export async function findInFolder(folder: string, name: string, search: Pick<Search, 'platform' | 'pathExt'>): Promise<FoundProgram> {
  if (search.platform === 'win32') return findWithExtension(folder, name, search.pathExt ?? PATHEXT_DEFAULT);
  const file = path.join(folder, name);
  if ((await lookAt(file)).type !== 'file') return {};
  return (await mayExecute(file)) ? { resolved: file } : { unusable: file };
}

// A listing instead of one look per extension: names compare without case also where Windows is only replayed.
async function findWithExtension(folder: string, name: string, pathExt: string): Promise<FoundProgram> {
  const byLower = new Map((await listFolder(folder)).map((entry) => [entry.toLowerCase(), entry]));
  const extensions = pathExt
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith('.'));
  const wanted = name.toLowerCase();
  const hasExtension = extensions.some((extension) => wanted.endsWith(extension));
  for (const extension of hasExtension ? ['', ...extensions] : extensions) {
    const entry = byLower.get(wanted + extension);
    if (entry !== undefined && (await lookAt(path.join(folder, entry))).type !== 'directory') return { resolved: path.join(folder, entry) };
  }
  const unusable = byLower.get(`${wanted}.ps1`) ?? byLower.get(wanted);
  if (unusable === undefined || (await lookAt(path.join(folder, unusable))).type !== 'file') return {};
  return { unusable: path.join(folder, unusable) };
}

function toNative(command: string): string {
  return path.sep === '/' ? command.replaceAll('\\', '/') : command;
}
