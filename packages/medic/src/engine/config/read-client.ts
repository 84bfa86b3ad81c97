import { CLIENTS } from '../../clients/index.ts';
import { type ClientSearch, readOwnFiles } from '../../discover/discover-client.ts';
import type { EntrySource } from '../../discover/entry-source.ts';
import { findGitRoot } from '../../discover/gate-context.ts';
import { listEntrySources } from '../../discover/list-entries.ts';
import { listReaders } from '../../discover/list-readers.ts';
import type { ReadConfig } from '../../discover/read-config-file.ts';
import { createSourceReader, type SourceReader } from '../../discover/read-source.ts';
import type { ClientDefinition, Roots } from '../../model/index.ts';
import { findEnvironmentSecrets } from '../../redact/find-secrets.ts';

/** What config commands need to look at files again and again within one run. */
export interface ConfigSearch extends ClientSearch {
  readonly read: SourceReader;
}

export async function createSearch(roots: Roots): Promise<ConfigSearch> {
  return {
    roots,
    gitRoot: await findGitRoot(roots),
    read: createSourceReader(),
    readers: await listReaders(roots, CLIENTS),
    secrets: findEnvironmentSecrets(roots.env),
    sessionPath: undefined,
  };
}

/** One entry with the file it stands in. Raw: holds secrets. */
export interface ClientEntry {
  readonly config: ReadConfig;
  readonly entry: EntrySource;
}

/** The entries of a client as they are written, the scope that wins first. Entries of files that cannot be read are not among them. */
export async function readClientEntries(definition: ClientDefinition, search: ConfigSearch): Promise<readonly ClientEntry[]> {
  const configs = await readOwnFiles(definition, search);
  const found = configs.flatMap((config) => listEntrySources(config).map((entry): ClientEntry => ({ config, entry })));
  return found.toSorted((a, b) => a.config.file.precedence - b.config.file.precedence);
}
