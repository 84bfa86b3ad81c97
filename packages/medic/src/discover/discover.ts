import type { ClientDefinition, ClientId, ConfigFileFacts, Discovery, FoundEntry, Roots } from '../model/index.ts';
import { findEnvironmentSecrets } from '../redact/find-secrets.ts';
import type { SessionPath } from './compose-environment.ts';
import { discoverClient } from './discover-client.ts';
import { expandPaths, standsThere } from './expand-path.ts';
import { findGitRoot } from './gate-context.ts';
import { listReaders } from './list-readers.ts';
import { createSourceReader, type SourceReader } from './read-source.ts';

export interface DiscoverOptions {
  /** PATH of the desktop session, for clients that start from it. */
  readonly sessionPath?: SessionPath;
  /** Clients to look at as if they were installed: the user named them. */
  readonly assumeDetected?: readonly ClientId[];
  /** Where file contents come from; the disk when left out. */
  readonly read?: SourceReader;
}

/** Finds every config file and server entry of these clients. Reads files only; starts and dials nothing. Never throws. */
export async function discover(roots: Roots, clients: readonly ClientDefinition[], options: DiscoverOptions = {}): Promise<Discovery> {
  const read = options.read ?? createSourceReader();
  const gitRoot = await findGitRoot(roots);
  // One client alone was asked for by name, so it is looked at even where nothing shows that it is installed.
  const assumed = options.assumeDetected ?? (clients.length === 1 ? clients.map((each) => each.id) : []);
  const detected = await detectClients(roots, clients, assumed);
  const readers = await listReaders(
    roots,
    clients.filter((each) => detected.has(each.id)),
  );
  // Clients that only take what nobody else claims come into play when no reader of their file is in use.
  const unclaimed = await takeUnclaimed(roots, clients, readers);
  const shared = { roots, gitRoot, read, readers, secrets: findEnvironmentSecrets(roots.env), sessionPath: options.sessionPath };
  const found = await Promise.all(clients.filter((each) => detected.has(each.id) || unclaimed.has(each.id)).map((each) => discoverClient(each, shared)));
  const files: readonly ConfigFileFacts[] = found.flatMap((each) => each.files);
  const entries: readonly FoundEntry[] = found.flatMap((each) => each.entries);
  return { files, entries, detected: clients.filter((each) => detected.has(each.id) || unclaimed.has(each.id)).map((each) => each.id) };
}

/** Clients with a config file of their own, a misplaced one, or an installation folder. */
async function detectClients(roots: Roots, clients: readonly ClientDefinition[], assumed: readonly ClientId[]): Promise<ReadonlySet<ClientId>> {
  const detected = new Set<ClientId>();
  await Promise.all(
    clients.map(async (each) => {
      if (assumed.includes(each.id)) detected.add(each.id);
      if (each.onlyUnclaimed === true) return;
      const places = [...(each.installed ?? []), ...each.files.filter((file) => file.shared !== true).map((file) => file.path)];
      for (const place of places) {
        if (!(await standsThere(place, roots))) continue;
        detected.add(each.id);
        return;
      }
    }),
  );
  return detected;
}

async function takeUnclaimed(roots: Roots, clients: readonly ClientDefinition[], readers: ReadonlyMap<string, unknown>): Promise<ReadonlySet<ClientId>> {
  const taken = new Set<ClientId>();
  for (const each of clients) {
    if (each.onlyUnclaimed !== true) continue;
    for (const file of each.files) {
      const paths = await expandPaths(file.path, roots);
      if (paths.some((path) => !readers.has(path)) && (await standsThere(file.path, roots))) taken.add(each.id);
    }
  }
  return taken;
}
