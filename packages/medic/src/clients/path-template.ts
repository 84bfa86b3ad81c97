import type { Roots } from '../model/index.ts';

interface TemplateParts {
  /** Environment variables that move the folder, first set one wins. */
  readonly movedBy: readonly string[];
  /** What follows the braces: the part that is added to the folder a variable names. */
  readonly tail: string;
  readonly start: string;
  readonly rest: string;
}

/** Windows folder variables and where they lie when the variable itself is not set or must not be used. */
const WINDOWS_FOLDERS: Readonly<Record<string, { readonly below: string } | { readonly absolute: string }>> = {
  '%APPDATA%': { below: '/AppData/Roaming' },
  '%LOCALAPPDATA%': { below: '/AppData/Local' },
  '%USERPROFILE%': { below: '' },
  '%ProgramData%': { absolute: 'C:/ProgramData' },
  '%ProgramFiles%': { absolute: 'C:/Program Files' },
};

/** True when a template is written in the grammar of `ClientFile.path`, with known variables and `/` only. */
export function isPathTemplate(template: string): boolean {
  return parse(template) !== undefined;
}

/**
 * Absolute paths a template stands for, `/`-separated, nearest ancestor first. `*` and `{server}` stay as they are.
 * Empty for a template that is malformed, belongs to another system or leaves the isolated folders.
 */
export function expandPathTemplate(template: string, roots: Roots): readonly string[] {
  const parts = parse(template);
  if (parts === undefined) return [];
  const project = toSlashes(roots.project);
  const fill = (text: string): string => text.replace('{project-slug}', roots.project.replace(/[^A-Za-z0-9]/g, '-'));
  const moved = findSetFolder(parts.movedBy, roots);
  if (moved !== undefined) return [moved + fill(parts.tail)];
  const rest = fill(parts.rest);
  if (parts.start === '{ancestors}') {
    return listAncestors(project)
      .filter((folder) => !roots.isolated || folder === project || isBelow(folder, toSlashes(roots.home)))
      .map((folder) => (folder === '/' ? rest : folder + rest));
  }
  const folder = findStart(parts.start, roots);
  if (folder === undefined) return [];
  const path = folder + rest;
  return roots.isolated && !isBelow(path, toSlashes(roots.home)) && !isBelow(path, project) ? [] : [path];
}

function parse(template: string): TemplateParts | undefined {
  const moved = /^\{((?:\$[A-Z][A-Z0-9_]*\|)+)([^{}]+)\}([^]*)$/.exec(template);
  const movedBy = (moved?.[1] ?? '').split('|').flatMap((name) => (name === '' ? [] : [name.slice(1)]));
  const tail = moved?.[3] ?? '';
  const base = moved === null ? template : (moved[2] ?? '') + tail;
  const start = /^(?:~|%[A-Za-z]+%|\{project\}|\{ancestors\})(?=\/|$)/.exec(base)?.[0] ?? '';
  const rest = base.slice(start.length);
  if (start === '' ? !/^\/[A-Za-z]/.test(rest) : rest !== '' && !rest.startsWith('/')) return undefined;
  if (start.startsWith('%') && WINDOWS_FOLDERS[start] === undefined) return undefined;
  if (/[\\~%|$]|\/\//.test(rest) || /[{}]/.test(rest.replace('{server}', '').replace('{project-slug}', ''))) return undefined;
  return { movedBy, tail, start, rest };
}

function findSetFolder(movedBy: readonly string[], roots: Roots): string | undefined {
  for (const name of movedBy) {
    const value = roots.env[name];
    if (value === undefined || value === '') continue;
    const folder = toSlashes(value);
    if (!roots.isolated || isBelow(folder, toSlashes(roots.home)) || isBelow(folder, toSlashes(roots.project))) return folder;
  }
  return undefined;
}

function findStart(start: string, roots: Roots): string | undefined {
  if (start === '') return '';
  if (start === '~') return toSlashes(roots.home);
  if (start === '{project}') return toSlashes(roots.project);
  const folder = WINDOWS_FOLDERS[start];
  if (folder === undefined || roots.platform !== 'win32') return undefined;
  const name = start.slice(1, -1);
  const set = roots.isolated ? undefined : (roots.env[name] ?? roots.env[name.toUpperCase()]);
  if (set !== undefined && set !== '') return toSlashes(set);
  return 'below' in folder ? toSlashes(roots.home) + folder.below : folder.absolute;
}

function listAncestors(folder: string): readonly string[] {
  const found = [folder];
  for (let current = folder; current !== '/';) {
    const cut = current.lastIndexOf('/');
    if (cut < 0) break;
    current = cut === 0 ? '/' : current.slice(0, cut);
    found.push(current);
  }
  return found;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function toSlashes(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  return slashed.length > 1 && slashed.endsWith('/') ? slashed.slice(0, -1) : slashed;
}
