import path from 'node:path';
import { lookAt, readHead } from '../../io/look-up.ts';

const LEVELS_MAX = 20;
const MANIFEST_CAP_BYTES = 262_144;

/**
 * Does a JavaScript file belong to a package with dependencies that were never installed: the nearest package.json lists
 * some and neither its folder nor one above has node_modules (nor Yarn's .pnp file)? Undefined for other files.
 */
export async function isMissingDependencies(script: string): Promise<boolean | undefined> {
  if (!/\.(?:[cm]?js|[cm]?ts|tsx)$/.test(script) || script.split(path.sep).includes('node_modules')) return undefined;
  const folders = listUpwards(path.dirname(script));
  let manifest: number | undefined;
  for (const [index, folder] of folders.entries()) {
    if ((await lookAt(path.join(folder, 'package.json'))).type !== 'file') continue;
    manifest = index;
    break;
  }
  if (manifest === undefined || !(await hasDependencies(folders[manifest] ?? ''))) return undefined;
  for (const folder of folders) {
    if ((await lookAt(path.join(folder, 'node_modules'))).exists || (await lookAt(path.join(folder, '.pnp.cjs'))).exists) return false;
  }
  return true;
}

function listUpwards(folder: string): readonly string[] {
  const found = [folder];
  for (let current = folder; found.length < LEVELS_MAX && path.dirname(current) !== current;) {
    current = path.dirname(current);
    found.push(current);
  }
  return found;
}

async function hasDependencies(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse((await readHead(path.join(folder, 'package.json'), MANIFEST_CAP_BYTES)).toString('utf8').replace(/^\uFEFF/, ''));
    const list = typeof manifest === 'object' && manifest !== null && 'dependencies' in manifest ? manifest.dependencies : undefined;
    return typeof list === 'object' && list !== null && Object.keys(list).length > 0;
  } catch {
    return false;
  }
}
