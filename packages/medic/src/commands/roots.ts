import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Platform, Roots } from '../model/index.ts';
import { UsageError } from './usage-error.ts';

/** Where to look, from `--home`, `--cwd` and `--platform`. With `--home` nothing outside that folder is read. */
export function readRoots(flags: Readonly<Record<string, unknown>>): Roots {
  const home = folderOf(flags['home'], '--home') ?? homedir();
  const project = folderOf(flags['cwd'], '--cwd') ?? (flags['home'] === undefined ? process.cwd() : home);
  return {
    home,
    project,
    platform: (flags['platform'] as Platform | undefined) ?? currentPlatform(),
    env: process.env,
    isolated: flags['home'] !== undefined,
  };
}

function currentPlatform(): Platform {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}

function folderOf(value: unknown, flag: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  const path = resolve(value);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) throw new UsageError(`${flag} ${value} is no folder.`, 'Give the path of an existing folder.');
  return path;
}
