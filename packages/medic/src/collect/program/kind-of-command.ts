import path from 'node:path';
import type { Platform, ProgramFacts } from '../../model/index.ts';

/** How a command is written. Blanks are no evidence here: `C:\Program Files\nodejs\node.exe` is one path. */
export function classifyCommand(command: string, platform: Platform): Exclude<ProgramFacts['kind'], 'command-line'> {
  if (/^~(?:$|[/\\]|[^/\\\s]*\/)/.test(command)) return 'tilde';
  if (isAbsolute(command, platform)) return 'absolute';
  return command.includes('/') || (platform === 'win32' && command.includes('\\')) ? 'relative' : 'bare-name';
}

/** Absolute on the platform the config is meant for, whatever we run on. */
export function isAbsolute(file: string, platform: Platform): boolean {
  return platform === 'win32' ? /^(?:[A-Za-z]:[\\/]|[\\/])/.test(file) : file.startsWith('/');
}

/** A drive-letter or UNC path: nothing we could look at outside Windows. */
export function isWindowsPath(file: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\)/.test(file);
}

/**
 * A share of another machine. Windows logs on to it as the user when it is only looked at, so a path from a config file must
 * not make us look. WSL's own shares and device paths are local.
 */
export function isNetworkShare(file: string): boolean {
  return path.sep === '\\' && /^[\\/]{2}(?!(?:wsl\$|wsl\.localhost|[?.])[\\/](?!UNC[\\/]))/i.test(file);
}

/** The first word of `npx -y server` when the whole is no program; undefined when there is only one word. */
export function firstWord(command: string): string | undefined {
  const match = /^\s*(?:"([^"]+)"|'([^']+)'|(\S+))\s+\S/.exec(command);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
