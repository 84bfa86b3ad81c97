import path from 'node:path';
import { followLinks } from '../../io/look-up.ts';
import type { ProgramFacts, Roots } from '../../model/index.ts';
import { readVariable, splitPathList } from '../path-list.ts';
import { findInFolder } from './find-program.ts';
import type { ProgramPlace } from './places.ts';

const CAP = 30;

/**
 * Places other than `resolved` where a program of that name can be started: first those on the PATH of this terminal, in its
 * order, then version managers and package managers. Links to the same file count once.
 */
export async function findElsewhere(
  name: string,
  resolved: string | undefined,
  places: readonly ProgramPlace[],
  roots: Roots,
): Promise<ProgramFacts['elsewhere']> {
  if (name === '' || name.includes('\0')) return [];
  const { platform } = roots;
  const known = new Map(places.map((place) => [place.folder, place.via]));
  const terminal = splitPathList(readVariable(roots.env, 'PATH', platform), platform)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => ({ folder, via: known.get(trimSlash(folder)) ?? 'the PATH of this terminal' }));
  const search = { platform, pathExt: readVariable(roots.env, 'PATHEXT', platform) };
  const found = await Promise.all(
    [...terminal, ...places].map(async ({ folder, via }) => ({ via, path: (await findInFolder(folder, name, search)).resolved })),
  );

  const seen = new Set(resolved === undefined ? [] : [await followLinks(resolved)]);
  const elsewhere: { path: string; via: string }[] = [];
  for (const { path: file, via } of found) {
    if (file === undefined || elsewhere.length >= CAP) continue;
    const real = await followLinks(file);
    if (seen.has(real)) continue;
    seen.add(real);
    elsewhere.push({ path: file, via });
  }
  return elsewhere;
}

function trimSlash(folder: string): string {
  return folder.length > 1 ? folder.replace(/[/\\]$/, '') : folder;
}
