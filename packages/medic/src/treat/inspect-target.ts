import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileIdentity } from '../io/file-identity.ts';
import type { TreatContext } from './context.ts';

export type Target =
  | { readonly ok: true; /** With every link followed. */ readonly path: string; /** Absent when the file is to be made. */ readonly identity?: FileIdentity }
  | { readonly ok: false; readonly reason: string };

/** May this file be replaced, and which file is it really? Links are followed, but only to where a config may be. */
export async function inspectTarget(wanted: string, fromProject: boolean, context: TreatContext): Promise<Target> {
  const { look } = context;
  const followed = await look.follow(wanted);
  if (typeof followed !== 'string')
    return followed.errno === 'ENOENT' ? inspectNew(wanted, fromProject, context) : refuse(`${wanted} cannot be looked at (${followed.errno})`);
  if (!(await isAllowed(wanted, followed, fromProject, context))) {
    return refuse(
      `${wanted} leads to ${followed}, outside ${fromProject ? 'the project folder it came with' : 'your home and project folders'}; edit it there by hand if that is meant`,
    );
  }
  const identity = await look.identify(followed);
  if ('errno' in identity) return refuse(`${followed} cannot be looked at (${identity.errno})`);
  const obstacle = whyNotReplace(followed, identity, look.uid);
  return obstacle === undefined ? { ok: true, path: followed, identity } : refuse(obstacle);
}

function whyNotReplace(path: string, { kind, uid, names, mode }: FileIdentity, ownUid: number | undefined): string | undefined {
  if (kind !== 'file') return `${path} is no regular file`;
  if (ownUid !== undefined && uid !== ownUid) return `${path} belongs to another user (uid ${uid}, and mcp-medic runs as uid ${ownUid})`;
  if (names > 1) return `${path} is one file under ${names} names (hard links), which replacing it would part`;
  if ((mode & 0o200) === 0) return `${path} is read-only`;
  return undefined;
}

/** A file that is not there yet: its nearest existing folder decides. */
async function inspectNew(wanted: string, fromProject: boolean, context: TreatContext): Promise<Target> {
  const { look } = context;
  if (!('errno' in (await look.identify(wanted)))) return refuse(`${wanted} is a link to nothing`);
  let folder = dirname(wanted);
  let rest = basename(wanted);
  for (;;) {
    const followed = await look.follow(folder);
    if (typeof followed === 'string') {
      const path = join(followed, rest);
      return (await isAllowed(wanted, path, fromProject, context))
        ? { ok: true, path }
        : refuse(`${folder} leads to ${followed}, outside your home and project folders`);
    }
    const parent = dirname(folder);
    if (followed.errno !== 'ENOENT' || parent === folder) return refuse(`${folder} cannot be looked at (${followed.errno})`);
    rest = join(basename(folder), rest);
    folder = parent;
  }
}

/** What stands where its name says is the user's choice; what a link leads to must lie where configs may be. */
async function isAllowed(wanted: string, real: string, fromProject: boolean, { home, project, look }: TreatContext): Promise<boolean> {
  if (resolve(wanted) === real) return true;
  const folders = fromProject ? [project] : [home, project];
  for (const folder of folders) {
    const followed = await look.follow(folder);
    if (typeof followed === 'string' && isBelow(real, followed)) return true;
  }
  return false;
}

function isBelow(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  // Between two drives of Windows there is no relative path.
  return rest !== '' && rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}

function refuse(reason: string): Target {
  return { ok: false, reason };
}
