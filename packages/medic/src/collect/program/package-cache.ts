import path from 'node:path';
import { listFolder, lookAt, readHead } from '../../io/look-up.ts';
import type { Roots, StdioPlan } from '../../model/index.ts';
import type { PackageCall } from './package-runner.ts';

const FOLDERS_CAP = 500;
const MANIFEST_CAP_BYTES = 262_144;

/**
 * Is the package on this disk, so that starting needs no download? Undefined where the cache cannot be read by name
 * (pnpm, yarn, git and URL specs).
 */
export async function isPackageCached(call: PackageCall, plan: StdioPlan, roots: Roots): Promise<boolean | undefined> {
  if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(call.name)) return undefined;
  if (call.ecosystem === 'npm') {
    if (call.runner === 'npx' || call.runner === 'npm exec') return isInNpmCache(call, plan, roots);
    return call.runner === 'bunx' ? isInBunCache(call, roots) : undefined;
  }
  return call.runner === 'pipx run' ? undefined : isInUvCache(call, plan, roots);
}

// npx takes the project's own node_modules first, then the folder in _npx that was made for the same words.
async function isInNpmCache(call: PackageCall, plan: StdioPlan, roots: Roots): Promise<boolean> {
  const cache =
    plan.env['npm_config_cache'] ??
    plan.env['NPM_CONFIG_CACHE'] ??
    (roots.platform === 'win32' ? path.join(roots.home, 'AppData/Local/npm-cache') : path.join(roots.home, '.npm'));
  const npx = path.join(cache, '_npx');
  const folders = [plan.cwd, ...(await listFolder(npx, FOLDERS_CAP)).map((name) => path.join(npx, name))];
  const found = await Promise.all(folders.map((folder) => hasPackage(path.join(folder, 'node_modules', call.name), call.version)));
  return found.includes(true);
}

async function hasPackage(folder: string, version: string | undefined): Promise<boolean> {
  const text = (await readHead(path.join(folder, 'package.json'), MANIFEST_CAP_BYTES)).toString('utf8');
  if (text === '') return false;
  if (version === undefined || !/^\d+\.\d+\.\d+/.test(version)) return true;
  return /"version"\s*:\s*"([^"]{1,100})"/.exec(text)?.[1] === version;
}

async function isInBunCache(call: PackageCall, roots: Roots): Promise<boolean> {
  const cache = roots.env['BUN_INSTALL_CACHE_DIR'] ?? path.join(roots.home, '.bun/install/cache');
  const [scope, bare = call.name] = call.name.startsWith('@') ? call.name.split('/') : [undefined, call.name];
  const names = await listFolder(scope === undefined ? cache : path.join(cache, scope));
  const exact = call.version !== undefined && /^\d+\.\d+\.\d+/.test(call.version) ? call.version : '';
  return names.some((name) => name.startsWith(`${bare}@${exact}`) && /^@\d/.test(name.slice(bare.length)));
}

async function isInUvCache(call: PackageCall, plan: StdioPlan, roots: Roots): Promise<boolean> {
  const name = call.name.toLowerCase().replace(/[-_.]+/g, '-');
  const tools =
    plan.env['UV_TOOL_DIR'] ??
    (roots.platform === 'win32' ? path.join(roots.home, 'AppData/Roaming/uv/tools') : path.join(roots.home, '.local/share/uv/tools'));
  const cache =
    plan.env['UV_CACHE_DIR'] ??
    (roots.platform === 'win32'
      ? path.join(roots.home, 'AppData/Local/uv/cache')
      : path.join(plan.env['XDG_CACHE_HOME'] ?? path.join(roots.home, '.cache'), 'uv'));
  if ((await lookAt(path.join(tools, name))).type === 'directory') return true;
  const buckets = (await listFolder(cache, 100)).filter((bucket) => bucket.startsWith('wheels-v'));
  const wheels = await Promise.all(buckets.map((bucket) => listFolder(path.join(cache, bucket, 'pypi', name), FOLDERS_CAP)));
  const files = wheels.flat();
  return (
    files.length > 0 &&
    (call.version === undefined || !/^\d/.test(call.version) || files.some((file) => file.startsWith(`${call.version}-`) || file === call.version))
  );
}
