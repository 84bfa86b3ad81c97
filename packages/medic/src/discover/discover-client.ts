import { lookAt } from '../io/look-up.ts';
import type { ClientDefinition, ClientFile, ConfigFileFacts, FoundEntry, GateContext, Roots } from '../model/index.ts';
import { findSecretsInTree } from '../redact/find-secrets.ts';
import { createRedactor } from '../redact/redactor.ts';
import { Secret } from '../redact/secret.ts';
import type { SessionPath } from './compose-environment.ts';
import { expandPaths } from './expand-path.ts';
import { readGateContext } from './gate-context.ts';
import { listEntrySources } from './list-entries.ts';
import { foreignKeys, type Readers } from './list-readers.ts';
import { mergeScopes, type RankedEntry } from './merge-scopes.ts';
import { readConfigFile, type ReadConfig } from './read-config-file.ts';
import { applyFileState } from './apply-file-state.ts';
import { type EntryReading, readEntry } from './read-entry.ts';
import { readEnvFiles } from './read-env-file.ts';
import type { SourceReader } from './read-source.ts';

export interface ClientSearch {
  readonly roots: Roots;
  readonly gitRoot: string | undefined;
  readonly read: SourceReader;
  readonly readers: Readers;
  /** Secrets of our own environment, which clients hand on to servers. */
  readonly secrets: readonly string[];
  readonly sessionPath: SessionPath | undefined;
}

/** Files and entries of one client. */
export async function discoverClient(
  definition: ClientDefinition,
  search: ClientSearch,
): Promise<{ readonly files: readonly ConfigFileFacts[]; readonly entries: readonly FoundEntry[] }> {
  const configs = [...(await readOwnFiles(definition, search)), ...(await readUnreadFiles(definition, search))];
  const context = definition.gate === undefined ? undefined : await readGateContext(definition, search.roots, search.gitRoot, search.read);
  const ranked: RankedEntry[] = [];
  for (const config of configs) for (const reading of await readEntries(config, search)) ranked.push(rank(reading, config, context));
  const entries = mergeScopes(definition, ranked).map(({ ranked: { reading }, facts, siblings }): FoundEntry => {
    const mayConnect = reading.plan !== undefined && facts.loads.state === 'loads' && siblings.nameRule === undefined;
    return {
      definition,
      file: reading.source.file,
      facts,
      siblings,
      redactor: reading.source.redactor,
      ...(mayConnect && reading.plan !== undefined ? { plan: new Secret(reading.plan) } : {}),
    };
  });
  const loaded = new Set(entries.filter(({ facts }) => !isUnread(facts)).map(({ facts }) => facts.name));
  return {
    files: configs.filter((config) => isWorthTelling(config, configs)).map((config) => config.facts),
    // A leftover in a file nobody reads is no second server when the same name stands in the right place.
    entries: entries.filter(({ facts }) => !isUnread(facts) || !loaded.has(facts.name)),
  };
}

function isUnread({ loads }: FoundEntry['facts']): boolean {
  return loads.state === 'dropped' && loads.why === 'file-not-read';
}

/** Every file this client reads, also those that are not there. */
export async function readOwnFiles(definition: ClientDefinition, search: ClientSearch): Promise<readonly ReadConfig[]> {
  const places = await Promise.all(definition.files.map(async (file) => ({ file, paths: await expandPaths(file.path, search.roots) })));
  // Run from the home folder, the user's own file is found again as the project's; it stays the user's.
  const own = new Set(places.flatMap(({ file, paths }) => (file.fromProject === true ? [] : paths.map((path) => placeKey(path, file)))));
  const configs: ReadConfig[] = [];
  for (const { file, paths } of places) {
    for (const [depth, path] of paths.entries()) {
      if (file.fromProject === true && own.has(placeKey(path, file))) continue;
      // Of a file looked for in every parent folder only the nearest is missed.
      const config = await readOne(definition, file, path, depth, search);
      if (config.facts.state !== 'absent' || depth === 0) configs.push(config);
    }
  }
  return configs;
}

function placeKey(path: string, { servers }: ClientFile): string {
  return JSON.stringify([path, servers]);
}

async function readUnreadFiles(definition: ClientDefinition, search: ClientSearch): Promise<readonly ReadConfig[]> {
  const configs: ReadConfig[] = [];
  for (const unread of definition.unread ?? []) {
    for (const path of await expandPaths(unread.path, search.roots)) {
      // Another client's file, or one this client does read from here.
      if (search.readers.has(path)) continue;
      const file: ClientFile = { scope: 'not read', path, format: unread.format, servers: unread.servers, shape: 'map', precedence: 1000, known: unread.known };
      const [insteadOf = unread.insteadOf] = await expandPaths(unread.insteadOf, search.roots);
      const config = await readOne(definition, file, path, 0, search, insteadOf);
      if (config.facts.state === 'ignored-by-client' && config.facts.serverNames.length > 0) configs.push(config);
    }
  }
  return configs;
}

async function readOne(
  definition: ClientDefinition,
  file: ClientFile,
  path: string,
  depth: number,
  search: ClientSearch,
  insteadOf?: string,
): Promise<ReadConfig> {
  const source = await search.read(path, file.format);
  const redactor = createRedactor([...search.secrets, ...findSecretsInTree(source.state === 'read' ? source.parsed.value : undefined)]);
  const others = definition.files.filter((each) => each !== file && each.path === file.path);
  return readConfigFile(source, definition, file, {
    roots: search.roots,
    gitRoot: search.gitRoot,
    redactor,
    foreignKeys: foreignKeys(search.readers, path, file),
    ignoresOtherKeys: file.shared === true || insteadOf !== undefined || others.some((each) => !each.servers.includes('{project}')),
    depth,
    ...(insteadOf === undefined ? {} : { insteadOf }),
  });
}

async function readEntries(config: ReadConfig, search: ClientSearch): Promise<readonly EntryReading[]> {
  const sources = listEntrySources(config);
  const files = await findFiles(sources.map((source) => source.raw));
  return applyFileState(
    config.facts,
    await Promise.all(
      sources.map(async (source) => {
        const envFiles = await readEnvFiles(source, search.roots, search.read);
        return readEntry(source, { roots: search.roots, sessionPath: search.sessionPath, isFile: (path: string) => files.has(path), envFiles });
      }),
    ),
  );
}

/** Which strings with blanks in them are paths of files that exist: `/opt/my server/run`. */
async function findFiles(raws: readonly unknown[]): Promise<ReadonlySet<string>> {
  const candidates = new Set<string>();
  const collect = (value: unknown, depth: number): void => {
    if (typeof value === 'string' && value.length < 1000 && /\s/.test(value)) {
      candidates.add(value.trim());
      candidates.add(value.trim().split(/\s/)[0] ?? '');
    } else if (typeof value === 'object' && value !== null && depth < 4) for (const each of Object.values(value)) collect(each, depth + 1);
  };
  for (const raw of raws) collect(raw, 0);
  const found = new Set<string>();
  for (const path of [...candidates].slice(0, 500)) if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(path) && (await lookAt(path)).type === 'file') found.add(path);
  return found;
}

function rank(reading: EntryReading, config: ReadConfig, context: GateContext | undefined): RankedEntry {
  const { definition, file } = config;
  const ranked = { reading, precedence: file.precedence, depth: config.depth };
  const gate = reading.facts.loads.state === 'loads' && context !== undefined ? definition.gate?.(reading.facts, config.facts, context) : undefined;
  return { ...ranked, facts: gate === undefined ? reading.facts : { ...reading.facts, loads: { state: 'gated', gate } } };
}

/** A file that several scopes share is told once, unless a further scope has servers of its own. */
function isWorthTelling(config: ReadConfig, all: readonly ReadConfig[]): boolean {
  const same = all.filter((each) => each.facts.path === config.facts.path);
  const [first] = same.toSorted((a, b) => b.facts.serverNames.length - a.facts.serverNames.length);
  return first === config || config.facts.serverNames.length > 0;
}
