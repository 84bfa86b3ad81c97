import { expandPathTemplate } from '../clients/path-template.ts';
import { exists, listNames } from '../io/files.ts';
import type { Platform, Roots } from '../model/index.ts';

/** A template for every system, or one per system, as client definitions write it. */
export type PathTemplate = string | Partial<Readonly<Record<Platform, string>>>;

const MOST_MATCHES = 200;

/** The template for a system; undefined when the client has no such file there. */
export function pickTemplate(path: PathTemplate, platform: Platform): string | undefined {
  return typeof path === 'string' ? path : path[platform];
}

/** Absolute paths a template stands for, `/`-separated, nearest ancestor first; `*` is replaced by what stands in the folder. */
export async function expandPaths(path: PathTemplate, roots: Roots): Promise<readonly string[]> {
  const template = pickTemplate(path, roots.platform);
  if (template === undefined) return [];
  const found: string[] = [];
  for (const each of expandPathTemplate(template, roots)) found.push(...(await expandStars(each)));
  return found;
}

/** True when anything stands at one of the template's paths. */
export async function standsThere(path: PathTemplate, roots: Roots): Promise<boolean> {
  for (const each of await expandPaths(path, roots)) if (await exists(each)) return true;
  return false;
}

async function expandStars(pattern: string): Promise<readonly string[]> {
  if (!pattern.includes('*')) return [pattern];
  let folders = [''];
  for (const part of pattern.split('/').slice(pattern.startsWith('/') ? 1 : 0)) {
    const next: string[] = [];
    for (const folder of folders) {
      const root = folder === '' && !pattern.startsWith('/') ? part : `${folder}/${part}`;
      if (!part.includes('*')) next.push(root);
      else for (const name of await listNames(folder === '' ? '/' : folder)) if (matchesStar(name, part)) next.push(`${folder}/${name}`);
    }
    folders = next.slice(0, MOST_MATCHES);
  }
  const found: string[] = [];
  for (const path of folders) if (await exists(path)) found.push(path);
  return found;
}

function matchesStar(name: string, pattern: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop() ?? '';
  if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false;
  // A lone star does not stand for hidden files, as in every shell.
  if (start === '' && name.startsWith('.')) return false;
  let at = start.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > name.length - end.length) return false;
    at = found + piece.length;
  }
  return true;
}

/** The short form of a path for people: `~/.cursor/mcp.json`. Other paths stay whole. */
export function showPath(path: string, roots: Pick<Roots, 'home'>): string {
  const home = roots.home.replaceAll('\\', '/').replace(/\/$/, '');
  const slashed = path.replaceAll('\\', '/');
  if (home === '' || (slashed !== home && !slashed.startsWith(`${home}/`))) return path;
  return `~${slashed.slice(home.length)}`;
}
