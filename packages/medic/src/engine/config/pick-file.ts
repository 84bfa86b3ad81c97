import { expandPathTemplate } from '../../clients/path-template.ts';
import { expandPaths, pickTemplate } from '../../discover/expand-path.ts';
import { exists } from '../../io/files.ts';
import type { ClientDefinition, ClientFile, Roots } from '../../model/index.ts';

/** Where an entry is written. */
export interface PickedFile {
  readonly file: ClientFile;
  readonly path: string;
}

/** Words people use for scopes → what clients call them. A client's own word counts as well. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  user: ['user', 'legacy-user', 'server'],
  global: ['user', 'legacy-user', 'server'],
  project: ['project', 'workspace', 'solution', 'legacy-project', 'server'],
  workspace: ['workspace', 'project', 'solution', 'legacy-project', 'server'],
};
/** Places of an administrator. */
const NEVER = ['managed', 'system', 'system-defaults'];

/** The scopes of a client that can be written, by its own names. */
export function listScopes({ files }: ClientDefinition, { platform }: Roots): readonly string[] {
  const own = files.filter(({ scope, path }) => !NEVER.includes(scope) && pickTemplate(path, platform) !== undefined);
  return [...new Set(own.map(({ scope }) => scope))];
}

/**
 * The file of a scope to write into: the one that is there, else the one to make. Without a scope the user's own, else the
 * project's. Undefined when the client has none there on this system.
 */
export async function pickFile(definition: ClientDefinition, scope: string | undefined, roots: Roots, serverName: string): Promise<PickedFile | undefined> {
  if (scope === undefined) return (await pickFile(definition, 'user', roots, serverName)) ?? (await pickFile(definition, 'project', roots, serverName));
  const wanted = SCOPES[scope] ?? [scope];
  const candidates = definition.files.filter((file) => wanted.includes(file.scope) && !NEVER.includes(file.scope));
  const ordered = [...candidates.filter(({ preferred }) => preferred === true), ...candidates.filter(({ preferred }) => preferred !== true)];
  const named: PickedFile[] = [];
  for (const file of ordered) {
    const template = pickTemplate(file.path, roots.platform);
    if (template === undefined) continue;
    // Any file of the folder may hold servers; a new one gets the server's name.
    if (/\*[^/]*$/.test(template)) {
      const fresh = freshPath(template, definition, roots, serverName);
      if (fresh !== undefined) named.push({ file, path: fresh });
    } else for (const path of (await expandPaths(template, roots)).slice(0, 1)) named.push({ file, path });
  }
  for (const each of named) if (await exists(each.path)) return each;
  return named[0];
}

function freshPath(template: string, { writing }: ClientDefinition, roots: Roots, serverName: string): string | undefined {
  const name = writing?.fileName?.replaceAll('{name}', serverName.replaceAll(/[^\w.-]+/g, '-'));
  const [path] = name === undefined ? [] : expandPathTemplate(template, roots);
  return name === undefined || path === undefined || path.slice(0, path.lastIndexOf('/')).includes('*') ? undefined : path.replace(/\*(?=[^/]*$)/, name);
}
