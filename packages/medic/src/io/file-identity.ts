import { lstat, realpath } from 'node:fs/promises';
import { errnoOf } from './write-steps.ts';

/** What a path really is, links not followed. */
export interface FileIdentity {
  readonly kind: 'file' | 'link' | 'folder' | 'other';
  readonly uid: number;
  readonly gid: number;
  /** Names the same file has; above 1 there are hard links. */
  readonly names: number;
  readonly mode: number;
}

/** Ways to look at a path; tests put other answers in. Both answer with an errno instead of rejecting. */
export interface LookSteps {
  readonly identify: (path: string) => Promise<FileIdentity | { readonly errno: string }>;
  /** The path with every link followed. */
  readonly follow: (path: string) => Promise<string | { readonly errno: string }>;
  /** Our own user; undefined on Windows. */
  readonly uid: number | undefined;
}

export const LOOK_STEPS: LookSteps = {
  identify: async (path) => {
    try {
      const found = await lstat(path);
      const kind = found.isFile() ? 'file' : found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'other';
      return { kind, uid: found.uid, gid: found.gid, names: found.nlink, mode: found.mode & 0o7777 };
    } catch (error) {
      return { errno: errnoOf(error) };
    }
  },
  follow: async (path) => {
    try {
      return await realpath(path);
    } catch (error) {
      return { errno: errnoOf(error) };
    }
  },
  uid: process.getuid?.(),
};
