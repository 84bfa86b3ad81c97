/** Folders that file addresses are given relative to, so that a report carries no user name. */
export interface FileBases {
  readonly home: string;
  readonly project?: string;
}

/** `%SRCROOT%` is the name that code scanning knows for the root of the repository. */
export const URI_BASES: Readonly<Record<string, { readonly description: { readonly text: string } }>> = {
  '%SRCROOT%': { description: { text: 'The project folder' } },
  HOME: { description: { text: "The user's home folder" } },
};

/** A file's address: relative to the project or the home folder, absolute otherwise. */
export function locateFile(path: string, { home, project }: FileBases): { readonly uri: string; readonly uriBaseId?: string } {
  const inProject = relativeTo(path, project);
  if (inProject !== undefined) return { uri: inProject, uriBaseId: '%SRCROOT%' };
  const inHome = relativeTo(path, home);
  if (inHome !== undefined) return { uri: inHome, uriBaseId: 'HOME' };
  const encoded = encodePath(path);
  return { uri: path.startsWith('/') ? `file://${encoded}` : /^[A-Za-z]:/.test(path) ? `file:///${encoded}` : encoded };
}

function relativeTo(path: string, folder: string | undefined): string | undefined {
  if (folder === undefined || folder.length < 2) return undefined;
  const prefix = folder.replaceAll('\\', '/').replace(/\/$/, '');
  const whole = path.replaceAll('\\', '/');
  return whole.startsWith(`${prefix}/`) ? encodePath(whole.slice(prefix.length + 1)) : undefined;
}

/** A drive's colon stays; half a surrogate pair has no address of its own. */
export function encodePath(path: string): string {
  return path
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll('\\', '/')
    .split('/')
    .map((part, index) => (index === 0 && /^[A-Za-z]:$/.test(part) ? part : encodeURIComponent(part)))
    .join('/');
}
