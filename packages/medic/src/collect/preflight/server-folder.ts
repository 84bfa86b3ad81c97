import path from 'node:path';
import { followLinks, listFolder, lookAt } from '../../io/look-up.ts';
import type { StdioPlan } from '../../model/index.ts';
import { findScript } from '../program/script-argument.ts';
import { unwrapCommand } from '../program/unwrap.ts';

const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'server.json',
  'go.mod',
  'Cargo.toml',
  'setup.py',
  'requirements.txt',
  'Dockerfile',
  'Gemfile',
  'composer.json',
];
const MAX_LEVELS = 8;

/** The folder of the package that the program started belongs to; undefined when none of its files is on this machine. */
export async function findServerFolder(plan: StdioPlan): Promise<string | undefined> {
  const script = findScript(unwrapCommand(plan.command, plan.args));
  const written = script === undefined ? plan.command : (plan.args[script.index] ?? '');
  if (script === undefined && !/[/\\]/.test(written)) return findRunnable(plan, written);
  const file = path.resolve(script?.base === undefined ? plan.cwd : path.resolve(plan.cwd, script.base), written);
  return folderAbove(await followLinks(file));
}

/** A bare program name: a package's program found on the PATH, but not a runtime of the system. */
async function findRunnable({ searchPath }: StdioPlan, name: string): Promise<string | undefined> {
  for (const folder of searchPath) {
    const file = path.join(folder, name);
    if ((await lookAt(file)).type !== 'file') continue;
    const real = await followLinks(file);
    return real.includes(`${path.sep}node_modules${path.sep}`) && !/node_modules.(?:npm|corepack|yarn|pnpm).bin/.test(real) ? folderAbove(real) : undefined;
  }
  return undefined;
}

async function folderAbove(file: string): Promise<string | undefined> {
  let folder = path.dirname(file);
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    if (await isServerFolder(folder)) return folder;
    const parent = path.dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return undefined;
}

/** A folder with a manifest in it. */
export async function isServerFolder(folder: string): Promise<boolean> {
  const names = await listFolder(folder);
  return MANIFESTS.some((name) => names.includes(name));
}
