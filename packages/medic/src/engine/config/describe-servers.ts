import { readDescription } from '../../describe/read-entry.ts';
import type { ClientDefinition, Roots, ServerDescription } from '../../model/index.ts';
import { createSearch, readClientEntries } from './read-client.ts';

/** The servers of a client in no client's dialect; of a name that stands in several scopes the one that wins. */
export async function describeServers(
  definition: ClientDefinition,
  names: readonly string[],
  roots: Roots,
): Promise<{ readonly servers: readonly ServerDescription[]; readonly notes: readonly string[] }> {
  const servers = new Map<string, ServerDescription>();
  const notes: string[] = [];
  for (const { entry, config } of await readClientEntries(definition, await createSearch(roots))) {
    if ((names.length > 0 && !names.includes(entry.name)) || servers.has(entry.name)) continue;
    const read = readDescription(entry, roots);
    if (read === undefined) notes.push(`"${entry.name}" in ${config.facts.path} was passed over: it names neither a command nor a URL.`);
    else servers.set(entry.name, read);
  }
  return { servers: [...servers.values()], notes };
}
