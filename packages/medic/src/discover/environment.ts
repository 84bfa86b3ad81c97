import type { Platform } from '../model/index.ts';

/** Names and values; on Windows names that differ in case only are the same variable. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable; undefined when it is not set. */
export function readVariable(env: Environment, name: string, platform: Platform): string | undefined {
  if (Object.hasOwn(env, name)) return env[name];
  if (platform !== 'win32') return undefined;
  const wanted = name.toUpperCase();
  for (const each of Object.keys(env)) if (each.toUpperCase() === wanted) return env[each];
  return undefined;
}

/** Sets a variable in place, taking out one of the same name in another case on Windows. */
export function setVariable(env: Record<string, string>, name: string, value: string, platform: Platform): void {
  removeVariable(env, name, platform);
  env[name] = value;
}

/** Takes a variable out, in whatever case on Windows. */
export function removeVariable(env: Record<string, string>, name: string, platform: Platform): void {
  if (platform !== 'win32') {
    delete env[name];
    return;
  }
  const wanted = name.toUpperCase();
  for (const each of Object.keys(env)) if (each.toUpperCase() === wanted) delete env[each];
}

/** What separates the folders of PATH. */
export function pathDelimiter(platform: Platform): ';' | ':' {
  return platform === 'win32' ? ';' : ':';
}

/** The folders of a PATH value, without empty parts. */
export function splitPath(value: string | undefined, platform: Platform): readonly string[] {
  return (value ?? '').split(pathDelimiter(platform)).filter((folder) => folder !== '');
}
