import { CLIENTS } from '../clients/index.ts';
import { entryFromTarget } from '../discover/adhoc.ts';
import { discover } from '../discover/discover.ts';
import type { ClientId, ConnectPlan, FoundEntry, HttpPlan, Roots } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import { findEnvironmentSecrets } from '../redact/find-secrets.ts';
import { Secret } from '../redact/secret.ts';
import { lookAtHost } from './doctor.ts';
import type { Target } from './request.ts';
import { selectEntries } from './select.ts';

export interface TargetWish {
  /** Whose config, or as which client a URL or command is taken. */
  readonly client?: ClientId;
  /** Sent with every request, over those of the entry. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly transport?: 'http' | 'sse';
}

/** No such server, or one that nothing can be sent to; the message names the next step. */
export class TargetError extends Error {}

/**
 * The one server a target means, ready to be started or dialled. A name that several clients have is taken from the first
 * of them; `others` names the rest. Throws `TargetError`.
 */
export async function findTarget(target: Target, roots: Roots, wish: TargetWish): Promise<{ readonly found: FoundEntry; readonly others: readonly string[] }> {
  if (target.kind !== 'name') {
    const definition = CLIENTS.find(({ id }) => id === (wish.client ?? 'mcp-json-generic'));
    if (definition === undefined) throw new TargetError(`there is no client ${String(wish.client)}`);
    return { found: withWish(await entryFromTarget(target, roots, definition), wish, roots), others: [] };
  }
  const client = wish.client ?? target.client;
  const clients = CLIENTS.filter(({ id }) => client === undefined || id === client);
  const { sessionPath } = await lookAtHost(roots, clients);
  const { entries } = await discover(roots, clients, sessionPath === undefined ? {} : { sessionPath });
  const named = selectEntries(entries, [target]);
  const [first, ...rest] = [...named.filter(({ plan }) => plan !== undefined), ...named.filter(({ plan }) => plan === undefined)];
  if (first === undefined) throw new TargetError(`No client has a server named "${target.name}"${client === undefined ? '' : ` in ${client}`}.`);
  return { found: withWish(first, wish, roots), others: [...new Set(rest.map(({ definition }) => definition.id))].filter((id) => id !== first.definition.id) };
}

function withWish(found: FoundEntry, { headers, transport }: TargetWish, roots: Roots): FoundEntry {
  const plan = found.plan?.reveal();
  if (plan === undefined)
    throw new TargetError(
      `"${found.facts.name}" of ${found.definition.id} names neither a command nor a URL that could be used. See: mcp-medic ${found.facts.name}`,
    );
  if (plan.transport === 'stdio') {
    if (headers !== undefined || transport !== undefined) throw new TargetError('--header and --transport are for servers with a URL; this one is a command.');
    return found;
  }
  const changed: HttpPlan = { ...plan, headers: { ...plan.headers, ...headers }, ...(transport === undefined ? {} : { transport }) };
  // What the user typed is as secret as what stands in a file.
  const redactor =
    headers === undefined ? found.redactor : createRedactor([...findEnvironmentSecrets(roots.env), ...Object.values(changed.headers).flatMap(secretParts)]);
  return { ...found, redactor, plan: new Secret<ConnectPlan>(changed) };
}

/** A header's value, and what follows its scheme word. */
function secretParts(value: string): readonly string[] {
  const [, ...rest] = value.split(/\s+/);
  return [value, rest.join(' ')].filter((part) => part.length >= 6);
}
