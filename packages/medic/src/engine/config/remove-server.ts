import type { ClientDefinition, ConfigChange, Roots } from '../../model/index.ts';
import type { ChangeOptions } from './change-client.ts';
import { makeChange, proposeChange } from './propose-change.ts';
import { type ClientEntry, createSearch, readClientEntries } from './read-client.ts';

/** Takes a server out of one client's file. In several scopes at once only with the scope named. */
export async function removeFromClient(
  name: string,
  definition: ClientDefinition,
  scope: string | undefined,
  roots: Roots,
  options: ChangeOptions,
): Promise<ConfigChange> {
  const search = await createSearch(roots);
  const named = (await readClientEntries(definition, search)).filter(({ entry }) => entry.name === name);
  const found = named.filter(({ config }) => scope === undefined || config.file.scope === scope);
  const base = { client: definition.id, server: name, losses: [], notes: [], next: [] };
  const [entry, ...more] = found;
  if (entry === undefined) {
    const where = scope === undefined || named.length === 0 ? '' : ` in the scope "${scope}"; it is in: ${scopesOf(named)}`;
    return { ...base, outcome: 'refused', detail: `${definition.name} has no server "${name}"${where}` };
  }
  if (more.length > 0)
    return { ...base, outcome: 'refused', detail: `"${name}" stands in several scopes of ${definition.name}; name one with --scope: ${scopesOf(found)}` };
  const { config } = entry;
  const place = { ...base, scope: config.file.scope, path: config.facts.path };
  const proposal = await proposeChange(
    {
      title: `Remove "${name}" from ${definition.name}`,
      path: config.facts.path,
      format: config.file.format,
      fromProject: config.facts.fromProject,
      edits: [{ op: 'remove', at: entry.entry.at }],
      beside: [],
      secrets: [],
    },
    definition,
    search,
  );
  if ('reason' in proposal) return { ...place, outcome: 'refused', detail: `nothing was written: ${proposal.reason}` };
  const { diff, title, path } = proposal;
  const answer = await options.decide({ clientName: definition.name, path, title, diff, losses: [], notes: [] });
  if (answer === 'show') return { ...place, diff, outcome: 'shown', detail: 'only shown; nothing was written' };
  if (answer !== 'write') return { ...place, diff, outcome: 'declined', detail: answer.declined };
  const end = await makeChange(proposal, name, options.treat);
  if (!end.ok) return { ...place, outcome: 'refused', detail: `nothing was written: ${end.reason}` };
  return { ...place, diff, outcome: 'removed', detail: `taken out of ${path}`, undo: end.id, next: [definition.reload] };
}

function scopesOf(entries: readonly ClientEntry[]): string {
  return [...new Set(entries.map(({ config }) => config.file.scope))].join(', ');
}
