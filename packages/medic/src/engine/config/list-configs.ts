import { CLIENTS } from '../../clients/index.ts';
import { discover } from '../../discover/discover.ts';
import { readOwnFiles } from '../../discover/discover-client.ts';
import { isObject } from '../../discover/entry-shape.ts';
import { expandPaths, pickTemplate } from '../../discover/expand-path.ts';
import { expandPathTemplate } from '../../clients/path-template.ts';
import type { ClientDefinition, ClientId, ConfigPathsResult, FoundEntry, ListedServer, Roots } from '../../model/index.ts';
import { createSearch } from './read-client.ts';

/** The clients asked for, else those found on this computer. */
export async function chooseClients(wanted: readonly ClientId[] | undefined, roots: Roots): Promise<readonly ClientDefinition[]> {
  const ids = wanted ?? (await discover(roots, CLIENTS)).detected;
  return CLIENTS.filter(({ id }) => ids.includes(id));
}

/** Every place these clients read servers from, in the order in which they win. */
export async function listPaths(clients: readonly ClientDefinition[], roots: Roots): Promise<ConfigPathsResult['files']> {
  const search = await createSearch(roots);
  const found: ConfigPathsResult['files'][number][] = [];
  for (const definition of clients) {
    const configs = await readOwnFiles(definition, search);
    const own = configs.map(({ facts, file }) => ({
      client: definition.id,
      scope: file.scope,
      path: facts.path,
      format: file.format,
      key: facts.serversAt.join('.'),
      exists: facts.state !== 'absent',
      servers: facts.serverNames.length,
    }));
    // A folder that takes any name shows as its pattern while it is empty.
    const patterns = await Promise.all(
      definition.files.map(async (file) => {
        const template = pickTemplate(file.path, roots.platform);
        const [pattern] = template?.includes('*') === true && (await expandPaths(file.path, roots)).length === 0 ? expandPathTemplate(template, roots) : [];
        return pattern === undefined
          ? []
          : [{ client: definition.id, scope: file.scope, path: pattern, format: file.format, key: file.servers.join('.'), exists: false, servers: 0 }];
      }),
    );
    found.push(...own, ...patterns.flat());
  }
  return found;
}

/** Every configured server of these clients; with `name` those of that name, entries included. */
export async function listServers(clients: readonly ClientDefinition[], name: string | undefined, roots: Roots): Promise<readonly ListedServer[]> {
  const { entries } = await discover(roots, clients, { assumeDetected: clients.map(({ id }) => id) });
  return entries.filter(({ facts }) => name === undefined || facts.name === name).map((found) => describe(found, name !== undefined));
}

function describe({ facts }: FoundEntry, withEntry: boolean): ListedServer {
  const { effective, loads } = facts;
  const target = effective.url ?? [effective.command ?? '', ...(effective.args ?? [])].map(quoteWord).join(' ');
  return {
    client: facts.client,
    scope: facts.scope,
    name: facts.name,
    path: facts.file,
    line: facts.line,
    transport: effective.transport,
    target: target.trim(),
    state: loads.state === 'loads' ? 'loads' : loads.state === 'gated' && loads.gate.cause === 'server-disabled' ? 'switched-off' : 'not-loaded',
    ...(loads.state === 'loads' ? {} : { reason: loads.state === 'gated' ? loads.gate.because : sayDropped(loads) }),
    ...(withEntry && isObject(facts.written) ? { entry: facts.written } : {}),
  };
}

function sayDropped({ why, by }: Extract<FoundEntry['facts']['loads'], { state: 'dropped' }>): string {
  if (why === 'entry-shape') return 'the client does not take the entry as it is written';
  if (why === 'file-refused') return `the client refuses the whole file${by === undefined ? '' : ` because of "${by}"`}`;
  if (why === 'file-not-read') return `the client does not read this place${by === undefined ? '' : `; it reads ${by}`}`;
  return `another entry of this name comes first${by === undefined ? '' : `: ${by}`}`;
}

function quoteWord(word: string): string {
  return /[\s"']/.test(word) ? JSON.stringify(word) : word;
}
