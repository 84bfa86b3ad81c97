/**
 * Variables the official TypeScript SDK hands to a stdio server when the entry names no others
 * (typescript-sdk, client/stdio.ts, read 2026-11-20; the POSIX six measured with SDK 1.32.2 and 2.4.0).
 */
export const SDK_ENV_NAMES: { readonly posix: readonly string[]; readonly win32: readonly string[] } = {
  posix: ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'],
  win32: [
    'APPDATA',
    'HOMEDRIVE',
    'HOMEPATH',
    'LOCALAPPDATA',
    'PATH',
    'PROCESSOR_ARCHITECTURE',
    'SYSTEMDRIVE',
    'SYSTEMROOT',
    'TEMP',
    'USERNAME',
    'USERPROFILE',
    'PROGRAMFILES',
  ],
};
