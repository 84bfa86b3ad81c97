import type { ClientDefinition, ClientFile, ClientId, Roots } from '../model/index.ts';
import { expandPaths } from './expand-path.ts';

/** Which clients read a path, and under which root keys they look there. */
export type Readers = ReadonlyMap<string, readonly { readonly client: ClientId; readonly file: ClientFile }[]>;

/** Every path that these clients read. */
export async function listReaders(roots: Roots, clients: readonly ClientDefinition[]): Promise<Readers> {
  const readers = new Map<string, { client: ClientId; file: ClientFile }[]>();
  for (const client of clients) {
    if (client.onlyUnclaimed === true) continue;
    for (const file of client.files) {
      for (const path of await expandPaths(file.path, roots)) {
        const known = readers.get(path) ?? [];
        known.push({ client: client.id, file });
        readers.set(path, known);
      }
    }
  }
  return readers;
}

/** Root keys that readers of a path use, other than through this very file definition. */
export function foreignKeys(readers: Readers, path: string, file: ClientFile): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const reader of readers.get(path) ?? []) {
    if (reader.file === file) continue;
    for (const servers of [reader.file.servers, ...(reader.file.alsoServers ?? [])]) if (servers[0] !== undefined) keys.add(servers[0]);
  }
  return keys;
}
