import type { Platform } from '../model/index.ts';

/** Folders of a PATH value in order, without quotes and repeats. An empty part means the current folder on POSIX: it stays as `.`. */
export function splitPathList(value: string | undefined, platform: Platform): readonly string[] {
  if (value === undefined || value === '') return [];
  const parts = value.slice(0, 65_536).split(platform === 'win32' ? ';' : ':');
  const folders =
    platform === 'win32' ? parts.map((part) => part.trim().replace(/^"(.*)"$/, '$1')).filter((part) => part !== '') : parts.map((part) => part || '.');
  return [...new Set(folders)].slice(0, 500);
}

/** A variable by name; Windows does not tell `Path` from `PATH`. */
export function readVariable(env: Readonly<Record<string, string | undefined>>, name: string, platform: Platform): string | undefined {
  const exact = env[name];
  if (exact !== undefined || platform !== 'win32') return exact;
  const wanted = name.toUpperCase();
  return Object.entries(env).find(([key]) => key.toUpperCase() === wanted)?.[1];
}
