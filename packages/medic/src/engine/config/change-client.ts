import type { ClientDefinition, ConfigChange, Loss, Roots, ServerDescription } from '../../model/index.ts';
import type { TreatContext } from '../../treat/context.ts';
import { askRealClient } from '../ask-client.ts';
import { lookAgain } from './look-again.ts';
import { secretsOf } from './place-secrets.ts';
import { type AdditionOptions, planAddition, type PlannedAddition } from './plan-addition.ts';
import { type ConfigProposal, makeChange, proposeChange } from './propose-change.ts';
import { createSearch } from './read-client.ts';

/** A change about to be made, for a person to decide on. */
export interface ShownProposal {
  readonly clientName: string;
  readonly path: string;
  readonly title: string;
  readonly diff: string;
  readonly losses: readonly Loss[];
  readonly notes: readonly string[];
}

/** `show`: it is only to be shown. `declined`: why not. */
export type Answer = 'write' | 'show' | { readonly declined: string };

export interface ChangeOptions {
  readonly treat: TreatContext;
  readonly decide: (proposal: ShownProposal) => Promise<Answer>;
  /** Ask the installed client afterwards. */
  readonly checks: boolean;
  /** The client may start servers of the project folder while it is asked. */
  readonly trustsProject: boolean;
}

/** Gives one client these servers; one change per file, so that one undo takes it back. Never rejects for what the disk does. */
export async function addToClient(
  servers: readonly ServerDescription[],
  definition: ClientDefinition,
  roots: Roots,
  how: AdditionOptions,
  options: ChangeOptions,
): Promise<readonly ConfigChange[]> {
  // Files are read anew for each client: two clients may share one.
  const search = await createSearch(roots);
  const planned: PlannedAddition[] = [];
  for (const server of servers) planned.push(await planAddition(server, definition, how, search, planned));
  const changes: ConfigChange[] = planned.filter((one) => one.kind === 'refused' || one.kind === 'unchanged').map((one) => sayUntouched(one, definition));
  const touched = planned.filter((one): one is Touched => one.kind === 'add' || one.kind === 'replace');
  for (const path of new Set(touched.map(({ picked }) => picked.path))) {
    const own = touched.filter(({ picked }) => picked.path === path);
    const [first] = own;
    if (first === undefined) continue;
    const wanted = {
      title: `Add ${own.map(({ server }) => `"${server.name}"`).join(', ')} to ${definition.name}`,
      path,
      format: first.picked.file.format,
      fromProject: first.picked.file.fromProject === true,
      edits: own.flatMap(({ edits }) => edits),
      beside: own.flatMap(({ beside }) => beside),
      secrets: own.flatMap(({ server }) => secretsOf(server)),
    };
    const proposal = await proposeChange(wanted, definition, search);
    changes.push(...(await decideAndWrite(proposal, own, definition, roots, options)));
  }
  return changes;
}

type Touched = Exclude<PlannedAddition, { readonly kind: 'refused' }>;

async function decideAndWrite(
  proposal: ConfigProposal | { readonly reason: string },
  own: readonly Touched[],
  definition: ClientDefinition,
  roots: Roots,
  { treat, decide, checks, trustsProject }: ChangeOptions,
): Promise<readonly ConfigChange[]> {
  const base = (one: Touched): Omit<ConfigChange, 'outcome' | 'detail'> => ({
    client: definition.id,
    server: one.server.name,
    scope: one.picked.file.scope,
    path: one.picked.path,
    entry: 'reason' in proposal ? null : proposal.redactor.json(one.entry),
    losses: one.losses,
    notes: [...one.notes, ...saySecrets(one, definition)],
    next: [],
  });
  if ('reason' in proposal) return own.map((one) => ({ ...base(one), outcome: 'refused', detail: `nothing was written: ${proposal.reason}` }));
  const diffOf = (one: Touched): { readonly diff?: string } => (one === own[0] ? { diff: proposal.diff } : {});
  const answer = await decide({
    clientName: definition.name,
    path: proposal.path,
    title: proposal.title,
    diff: proposal.diff,
    losses: own.flatMap(({ losses }) => losses),
    notes: own.flatMap((one) => base(one).notes),
  });
  if (answer === 'show')
    return own.map((one) => ({ ...base(one), ...diffOf(one), outcome: 'shown', detail: 'only shown; nothing was written', next: [definition.reload] }));
  if (answer !== 'write') return own.map((one) => ({ ...base(one), ...diffOf(one), outcome: 'declined', detail: answer.declined }));
  const end = await makeChange(proposal, own.map(({ server }) => server.name).join(', '), treat);
  if (!end.ok) return own.map((one) => ({ ...base(one), outcome: 'refused', detail: `nothing was written: ${end.reason}` }));
  const written: ConfigChange[] = [];
  for (const one of own) {
    const { obstacles, hasProjectServers } = await lookAgain(definition, one.picked.path, one.server.name, roots);
    const { redactor } = proposal;
    const question = { definition, server: one.server.name, roots, mayStartProject: trustsProject || !hasProjectServers, redactor };
    written.push({
      ...base(one),
      ...diffOf(one),
      outcome: one.kind === 'replace' ? 'replaced' : 'added',
      detail: `${one.kind === 'replace' ? 'replaced in' : 'written to'} ${one.picked.path}`,
      undo: end.id,
      next: [definition.reload, ...obstacles.map((text) => redactor.text(text))],
      ...(checks ? { check: await askRealClient(question) } : {}),
    });
  }
  return written;
}

function sayUntouched(one: PlannedAddition, definition: ClientDefinition): ConfigChange {
  const where = one.picked === undefined ? {} : { scope: one.picked.file.scope, path: one.picked.path };
  const base = { client: definition.id, server: one.server.name, ...where, next: [] };
  if (one.kind === 'refused') return { ...base, outcome: 'refused', detail: `nothing was written: ${one.reason}`, losses: [], notes: [] };
  return { ...base, outcome: 'unchanged', detail: `${one.picked.path} has exactly this entry already`, losses: one.losses, notes: one.notes };
}

/** A secret in a file is worth a word: who could see it, and how it is kept out. */
function saySecrets({ secrets, picked, server }: Touched, { name, dialect, writing, expansion }: ClientDefinition): readonly string[] {
  if (secrets.length === 0) return [];
  const canRefer = expansion.syntax.length > 0 || dialect.fields.envVars !== undefined || writing?.inputs !== undefined;
  const instead = canRefer
    ? `--env ${secrets[0] ?? 'NAME'} writes a reference to the variable instead`
    : server.transport === 'stdio'
      ? '--wrapper keeps it in a file of your own instead'
      : `${name} has no other way`;
  const project = picked.file.fromProject === true ? ' That file goes with the project: do not commit it.' : '';
  return [`${secrets.join(', ')} stands in the file as it is, readable by you alone; ${instead}.${project}`];
}
