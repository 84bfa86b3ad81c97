import type { ClientFile, ConfigPath, Json, Roots } from '../model/index.ts';
import { nearest } from '../text/near.ts';
import { isObject, looksLikeServerList, looksLikeServerMap, readMember } from './entry-shape.ts';

/** Root keys of all clients, in every spelling people mix up. */
const ROOT_KEYS = [
  'mcpServers',
  'servers',
  'mcp_servers',
  'mcp-servers',
  'mcpservers',
  'mcp.servers',
  'context_servers',
  'contextServers',
  'mcp',
  'extensions',
];
/** Those that mean servers wherever they stand. */
const TELLING_KEYS = ['mcpServers', 'mcp_servers', 'mcp-servers', 'context_servers'];

export interface ServersPlace {
  readonly at: ConfigPath;
  readonly value: Json;
}

/** Where this file's servers stand, and the path the client looks at first. */
export function findServers(
  value: Json | undefined,
  file: ClientFile,
  roots: Roots,
  gitRoot: string | undefined,
): { readonly expected: ConfigPath; readonly place?: ServersPlace } {
  const paths = [file.servers, ...(file.alsoServers ?? [])].flatMap((path) => fillProject(path, value, roots, gitRoot));
  const expected = paths[0] ?? file.servers;
  for (const at of paths) {
    const found = readPath(value, at);
    if (found !== undefined) return { expected, place: { at, value: found } };
  }
  return { expected };
}

/** The value at a path of own members; undefined when a step is missing. */
function readPath(value: Json | undefined, path: ConfigPath): Json | undefined {
  let current: Json | undefined = value;
  for (const step of path) current = Array.isArray(current) && typeof step === 'number' ? current[step] : readMember(current, String(step));
  return current;
}

// Outside a repository the key is the exact folder, inside it the root of the repository (Claude Code 2.1.329, 2026-11-20).
function fillProject(path: readonly string[], value: Json | undefined, roots: Roots, gitRoot: string | undefined): readonly (readonly string[])[] {
  const index = path.indexOf('{project}');
  if (index < 0) return [path];
  const keys = [gitRoot, roots.project].filter((key) => key !== undefined).flatMap((key) => [key, key.replaceAll('\\', '/'), key.replaceAll('/', '\\')]);
  const stored = readPath(value, path.slice(0, index));
  if (roots.isolated && isObject(stored)) {
    // A replayed home holds the paths of the machine it came from; below the home they end alike.
    const below = relativeTo(gitRoot ?? roots.project, roots.home);
    if (below !== undefined) keys.push(...Object.keys(stored).filter((key) => key.replaceAll('\\', '/').endsWith(`/${below}`)));
  }
  return [...new Set(keys)].map((key) => path.map((step) => (step === '{project}' ? key : step)));
}

function relativeTo(path: string, folder: string): string | undefined {
  const [inner, outer] = [path.replaceAll('\\', '/'), folder.replaceAll('\\', '/').replace(/\/$/, '')];
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined;
}

/** A place that holds servers although this client looks elsewhere in the file. `foreign`: root keys other readers of it use. */
export function findMisplacedServers(value: Json | undefined, file: ClientFile, foreign: ReadonlySet<string>): ServersPlace | undefined {
  if (!isObject(value)) return undefined;
  const expectedKey = file.servers.at(-1) ?? '';
  const isServers = (candidate: unknown): boolean => looksLikeServerMap(candidate) || (file.shape === 'list' && looksLikeServerList(candidate));
  const take = (at: ConfigPath): ServersPlace | undefined => {
    const found = readPath(value, at);
    return found !== undefined && isServers(found) ? { at, value: found } : undefined;
  };
  const keys = Object.keys(value).filter((key) => !foreign.has(key) && key !== file.servers[0]);
  for (const key of keys) {
    if (
      !ROOT_KEYS.includes(key) &&
      key.toLowerCase() !== expectedKey.toLowerCase() &&
      nearest(key, [expectedKey], 2) === undefined &&
      nearest(key, TELLING_KEYS, 1) === undefined
    )
      continue;
    const found = take([key]) ?? take([key, 'servers']);
    if (found !== undefined) return found;
  }
  for (const outer of Object.keys(value).filter((key) => !foreign.has(key))) {
    const inner = readMember(value, outer);
    if (!isObject(inner)) continue;
    for (const key of Object.keys(inner)) {
      if (file.servers[0] === outer && file.servers[1] === key) continue;
      const found = TELLING_KEYS.includes(key) || key === expectedKey ? take([outer, key]) : undefined;
      if (found !== undefined) return found;
    }
  }
  return looksLikeServerMap(value) ? { at: [], value } : undefined;
}
