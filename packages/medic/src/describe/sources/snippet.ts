import { CLIENTS } from '../../clients/index.ts';
import { isObject, looksLikeServerList, looksLikeServerMap, readMember } from '../../discover/entry-shape.ts';
import { listEntrySources } from '../../discover/list-entries.ts';
import { listFields } from '../../discover/field-words.ts';
import type { ClientDefinition, ClientFile, Json, JsonObject, ParsedConfig, Roots, ServerDescription } from '../../model/index.ts';
import { parseJson } from '../../text/parse-json.ts';
import { readTextAs } from '../read-text.ts';
import { readDescription } from '../read-entry.ts';
import { ANY_NOTATION } from '../read-value.ts';
import { nameDescription } from './name-description.ts';
import type { SourceReading } from './source.ts';

/** Root keys under which clients keep servers, and where VS Code kept them before. */
const ROOT_PATHS: readonly (readonly string[])[] = uniquePaths([
  ...CLIENTS.flatMap(({ files }) => files.flatMap(({ servers, alsoServers = [] }) => [servers, ...alsoServers])).filter((path) => !path.includes('{project}')),
  ['mcp', 'servers'],
]);

/** Servers in a piece of any client's config: a whole file, the map of servers, or one entry. Undefined when it holds none. */
export function readSnippet(parsed: ParsedConfig, roots: Roots): SourceReading | undefined {
  const { value } = parsed;
  const found = findEntries(value);
  if (found === undefined) return undefined;
  const { definition, file } = guessDialect(found, parsed);
  const key = definition.writing?.inputs;
  const inputs = key === undefined ? undefined : readMember(value, key);
  // Written anew below one key, so that every dialect is read the same way.
  const text = JSON.stringify({ servers: found.entries, ...(key === undefined || inputs === undefined ? {} : { [key]: inputs }) });
  const place: ClientFile = { ...file, servers: ['servers'], alsoServers: [], shape: Array.isArray(found.entries) ? 'list' : 'map' };
  const entries = listEntrySources(readTextAs(parseJson(text, 'json'), definition, place, roots));
  const servers = entries.flatMap((entry): readonly ServerDescription[] => {
    const read = readDescription({ ...entry, expansion: ANY_NOTATION }, roots);
    return read === undefined ? [] : [found.isNameless ? nameDescription(read) : read];
  });
  if (servers.length === 0) return { ok: false, reason: 'its entries name neither a command nor a URL' };
  return { ok: true, source: { kind: `a piece of ${definition.id === 'mcp-json-generic' ? 'a client' : definition.name}'s config`, servers, notes: [] } };
}

interface FoundEntries {
  readonly path: readonly string[];
  readonly entries: JsonObject | readonly Json[];
  readonly isNameless: boolean;
}

function findEntries(value: Json | undefined): FoundEntries | undefined {
  for (const path of ROOT_PATHS) {
    let at: Json | undefined = value;
    for (const step of path) at = readMember(at, step);
    if (looksLikeServerMap(at) && isObject(at)) return { path, entries: at, isNameless: false };
    if (looksLikeServerList(at) && Array.isArray(at)) return { path, entries: at, isNameless: false };
  }
  if (looksLikeServerMap(value) && isObject(value)) return { path: [], entries: value, isNameless: false };
  if (looksLikeServerList(value) && Array.isArray(value)) return { path: [], entries: value, isNameless: false };
  if (!looksLikeServerMap({ entry: value ?? null }) || !isObject(value)) return undefined;
  const { name, ...entry } = value;
  return typeof name === 'string' ? { path: [], entries: { [name]: entry }, isNameless: false } : { path: [], entries: { server: value }, isNameless: true };
}

/** Whose notation it is: the one in which most members are known, then the one most clients share. */
function guessDialect({ path, entries }: FoundEntries, { format, value }: ParsedConfig): { readonly definition: ClientDefinition; readonly file: ClientFile } {
  let best: { definition: ClientDefinition; file: ClientFile; score: number } | undefined;
  const generic = CLIENTS.filter(({ id }) => id === 'mcp-json-generic');
  for (const definition of [...generic, ...CLIENTS]) {
    for (const file of definition.files) {
      // Nobody but VS Code and its kin declares what is to be asked for.
      const asks = definition.writing?.inputs !== undefined && Array.isArray(readMember(value, definition.writing.inputs)) ? 3 : 0;
      const score = scoreDialect(definition, file, path, entries) + asks + (file.format.slice(0, 4) === format.slice(0, 4) ? 1 : 0);
      if (best === undefined || score > best.score) best = { definition, file, score };
    }
  }
  if (best === undefined) throw new Error('there are no clients');
  return best;
}

function scoreDialect(definition: ClientDefinition, file: ClientFile, path: readonly string[], entries: FoundEntries['entries']): number {
  const dialect = file.differs?.dialect ?? definition.dialect;
  const fields = new Set(listFields(dialect).map(([, name]) => name));
  const others = new Set([
    ...(dialect.others ?? []),
    ...(dialect.nested === undefined ? [] : [dialect.nested]),
    ...(dialect.headersBelow === undefined ? [] : [dialect.headersBelow]),
  ]);
  let score = [file.servers, ...(file.alsoServers ?? [])].some((own) => own.join('.') === path.join('.')) ? 4 : 0;
  if ((file.shape === 'list') !== Array.isArray(entries)) score -= 6;
  for (const entry of Object.values(entries)) {
    if (!isObject(entry)) continue;
    for (const [key, value] of Object.entries(entry)) {
      if (key === dialect.fields.type) score += typeof value === 'string' && Object.hasOwn(dialect.types, value) ? 2 : -3;
      else if (key === dialect.fields.command) score += Array.isArray(value) === (dialect.command === 'array') ? 2 : -6;
      else score += fields.has(key) ? 2 : others.has(key) ? 1 : dialect.refused !== undefined && Object.hasOwn(dialect.refused, key) ? -4 : -1;
    }
  }
  return score;
}

function uniquePaths(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join('\n'), path])).values()];
}
