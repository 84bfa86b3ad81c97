import { listFolder, lookAt } from '../../io/look-up.ts';

const MATCHES_CAP = 200;
const NAMES_CAP = 5000;

/**
 * Files a log pattern stands for. `*` stands for part of one name, `{server}` for the server's name, `{project-slug}` for the
 * project folder with `-` for everything that is no letter or digit. Clients change names they cannot store, so names are
 * compared without case and punctuation; a server called `../x` therefore cannot lead out of the folder.
 */
export async function expandLogPath(pattern: string, serverName: string, project: string): Promise<readonly string[]> {
  const parts = pattern.replaceAll('\\', '/').split('/');
  let folders: readonly string[] = [parts[0] ?? ''];
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    if (!/[*{]/.test(part)) {
      folders = folders.map((folder) => `${folder}/${part}`);
      continue;
    }
    const test = compileNameTest(part, serverName, project);
    const deeper = await Promise.all(folders.map(async (folder) => (await listNewest(folder || '/', test)).map((name) => `${folder}/${name}`)));
    folders = deeper.flat().slice(0, MATCHES_CAP);
  }
  return folders;
}

/** Names that fit; when there are many, those changed last. */
async function listNewest(folder: string, test: (name: string) => boolean): Promise<readonly string[]> {
  const names = (await listFolder(folder, NAMES_CAP)).filter(test);
  if (names.length <= MATCHES_CAP) return names;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await lookAt(`${folder}/${name}`)).modifiedMs ?? 0 })));
  return dated
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MATCHES_CAP)
    .map(({ name }) => name);
}

/** A test for one part of a path, by its fixed pieces in order, so that no pattern is built from foreign text. */
export function compileNameTest(part: string, serverName: string, project: string): (name: string) => boolean {
  const filled = part.replaceAll('{server}', () => normalise(serverName)).replaceAll('{project-slug}', () => normalise(project));
  const isExact = !filled.includes('*');
  const pieces = filled.split('*').map((piece) => normalise(piece));
  return (name) => {
    const text = normalise(name);
    if (isExact) return text === pieces[0];
    const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
    let at = first.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = text.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

/** What stands in `path` where its template has `{server}`; a `*` before it takes as little as it can. */
export function readServerOf(template: string, path: string): string | undefined {
  const parts = template.replaceAll('\\', '/').split('/').toReversed();
  const index = parts.findIndex((part) => part.includes('{server}'));
  const [before = '', after = ''] = parts[index]?.split('{server}') ?? [];
  const name = path.replaceAll('\\', '/').split('/').toReversed()[index];
  if (index === -1 || name === undefined || !name.toLowerCase().endsWith(after.toLowerCase())) return undefined;
  let at = 0;
  for (const [piece, text] of before.split('*').entries()) {
    const found = name.toLowerCase().indexOf(text.toLowerCase(), at);
    if (found === -1 || (piece === 0 && found !== 0)) return undefined;
    at = found + text.length;
  }
  const server = name.slice(at, name.length - after.length);
  return server === '' ? undefined : server;
}

function normalise(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9*.]/g, '-');
}
