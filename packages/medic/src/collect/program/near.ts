import path from 'node:path';
import { listFolder, lookAt } from '../../io/look-up.ts';
import { countEdits } from '../../text/near.ts';

const BUILD_FOLDERS = ['dist', 'build', 'lib', 'out', 'src', '.'];
const SCRIPT_EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.py', '.jar', '.sh'];
const NAMES_CAP = 2000;
const LEVELS_MAX = 40;

/**
 * A file that a missing path may mean: other case, another extension, the build output for the source or the other way
 * round, a misspelt name in the same folder. Undefined when nothing is near.
 */
export async function findNear(missing: string): Promise<string | undefined> {
  return (await findSpelling(missing)) ?? (await findOtherExtension(missing)) ?? (await findBuildVariant(missing)) ?? (await findIndex(missing));
}

/** Walks from the root; at the first missing part the one name in that folder that differs least takes its place. */
async function findSpelling(missing: string): Promise<string | undefined> {
  const { root } = path.parse(missing);
  const parts = missing.slice(root.length).split(path.sep);
  if (parts.length > LEVELS_MAX) return undefined;
  let current = root;
  for (const [index, part] of parts.entries()) {
    const next = path.join(current, part);
    if ((await lookAt(next)).exists) {
      current = next;
      continue;
    }
    const name = pickNearest(part, await listFolder(current, NAMES_CAP));
    const repaired = name === undefined ? undefined : path.join(current, name, ...parts.slice(index + 1));
    return repaired !== undefined && (await lookAt(repaired)).exists ? repaired : undefined;
  }
  return undefined;
}

function pickNearest(wanted: string, names: readonly string[]): string | undefined {
  const lower = wanted.toLowerCase().normalize('NFC');
  const sameLetters =
    names.find((name) => name.toLowerCase().normalize('NFC') === lower) ?? names.find((name) => squeeze(name) === squeeze(wanted) && squeeze(name) !== '');
  if (sameLetters !== undefined) return sameLetters;
  if (wanted.length < 4 || wanted.length > 100) return undefined;
  const allowed = wanted.length < 8 ? 1 : 2;
  const near = names.filter(
    (name) => name.length < 120 && path.extname(name) === path.extname(wanted) && countEdits(name.toLowerCase(), lower, allowed) <= allowed,
  );
  return near.length === 1 ? near[0] : undefined;
}

// `my server` for `my-server`, `my_server`.
function squeeze(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

async function findOtherExtension(missing: string): Promise<string | undefined> {
  const { dir, name, ext } = path.parse(missing);
  if (ext !== '' && !SCRIPT_EXTENSIONS.includes(ext)) return undefined;
  return firstExisting(SCRIPT_EXTENSIONS.filter((other) => other !== ext).map((other) => path.join(dir, name + other)));
}

// `src/index.ts` for `dist/index.js`, `build/index.js` for `dist/index.js`, `dist/src/index.js`: what a build puts elsewhere.
async function findBuildVariant(missing: string): Promise<string | undefined> {
  const { dir, name, ext } = path.parse(missing);
  if (!SCRIPT_EXTENSIONS.includes(ext)) return undefined;
  const folder = path.basename(dir);
  const base = BUILD_FOLDERS.includes(folder) ? path.dirname(dir) : dir;
  const extensions = ext === '.py' || ext === '.sh' || ext === '.jar' ? [ext] : [ext, '.js', '.mjs', '.cjs', '.ts'];
  const folders = [...BUILD_FOLDERS, 'dist/src', 'build/src'].filter((other) => path.join(base, other) !== dir);
  return firstExisting(folders.flatMap((other) => extensions.map((extension) => path.join(base, other, name + extension))));
}

async function findIndex(missing: string): Promise<string | undefined> {
  const { dir, ext } = path.parse(missing);
  if (!SCRIPT_EXTENSIONS.includes(ext)) return undefined;
  return firstExisting(
    ext === '.py'
      ? ['server.py', 'main.py', '__main__.py'].map((name) => path.join(dir, name))
      : ['index.js', 'index.mjs', 'server.js', 'main.js'].map((name) => path.join(dir, name)),
  );
}

async function firstExisting(candidates: readonly string[]): Promise<string | undefined> {
  for (const candidate of candidates) if ((await lookAt(candidate)).type === 'file') return candidate;
  return undefined;
}
