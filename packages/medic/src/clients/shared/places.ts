import type { Platform } from '../../model/index.ts';

type PathByPlatform = Readonly<Record<Platform, string>>;

/** A file in the data folder of an Electron application: `electronData('Trae', 'User/mcp.json')`. */
export function electronData(application: string, rest: string): PathByPlatform {
  return {
    darwin: `~/Library/Application Support/${application}/${rest}`,
    win32: `%APPDATA%/${application}/${rest}`,
    linux: `{$XDG_CONFIG_HOME|~/.config}/${application}/${rest}`,
  };
}

/** A file in VS Code's `User` folder. */
export function vscodeUser(rest: string): PathByPlatform {
  return electronData('Code', `User/${rest}`);
}
