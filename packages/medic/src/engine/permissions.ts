import { readListedTool } from '../collect/listed-tools.ts';
import { entryFromTarget } from '../discover/adhoc.ts';
import { discover } from '../discover/discover.ts';
import { createSourceReader } from '../discover/read-source.ts';
import type { ClientDefinition, FoundEntry, ListedTool, PermissionsResult } from '../model/index.ts';
import { applyFix } from '../treat/apply.ts';
import { createTreatContext } from '../treat/context.ts';
import { planFix } from '../treat/plan-fix.ts';
import { connectAsClient } from './connect.ts';
import { mayConnect } from './consent.ts';
import { lookAtHost } from './doctor.ts';
import { prepareRules, type PreparedRules } from './permission-files.ts';
import type { DoctorRequest, Target } from './request.ts';

export interface PermissionsRequest extends DoctorRequest {
  readonly definition: ClientDefinition;
  readonly target: Target;
  /** Name of the server in the client, for targets that are configured nowhere. */
  readonly serverName?: string;
  readonly scope?: string;
  readonly destructive: 'ask' | 'deny';
}

export type PermissionsEnd =
  | ({ readonly ok: true } & PreparedRules)
  /** `usage`: the request itself cannot be met; otherwise the server did not give its tools. */
  | { readonly ok: false; readonly usage: boolean; readonly reason: string; readonly next?: string };

/**
 * Connects the server as the client would, asks for its tools, and works out the rules. Writes nothing. Calls no tool. Servers
 * that came with the project folder need the same consent as for the doctor.
 */
export async function planPermissions(request: PermissionsRequest): Promise<PermissionsEnd> {
  const { definition, roots, target } = request;
  const host = await lookAtHost(roots, [definition]);
  const read = createSourceReader();
  const discovery = await discover(roots, [definition], {
    ...(host.sessionPath === undefined ? {} : { sessionPath: host.sessionPath }),
    assumeDetected: [definition.id],
    read,
  });
  const found = target.kind === 'name' ? pickEntry(discovery.entries, target.name) : await entryFromTarget(target, roots, definition);
  if (found === undefined)
    return {
      ok: false,
      usage: true,
      reason: `${definition.name} has no server named "${target.kind === 'name' ? target.name : ''}".`,
      next: 'See all servers: mcp-medic',
    };
  const listed = await listAsClient(found, request);
  if ('reason' in listed) return { ok: false, usage: false, ...listed };
  const server = request.serverName ?? found.facts.name;
  const own = target.kind === 'name' ? found : pickEntry(discovery.entries, server);
  const otherServers = [...new Set(discovery.entries.map(({ facts }) => facts.name))].filter((name) => name !== server);
  const prepared = await prepareRules({
    request,
    server,
    own,
    tools: listed.tools,
    otherServers,
    read,
    redactor: found.redactor,
    ...(listed.incomplete === undefined ? {} : { incomplete: listed.incomplete }),
  });
  return 'reason' in prepared ? { ok: false, usage: true, ...prepared } : { ok: true, ...prepared };
}

/** Of several entries of one name the one the client uses. */
function pickEntry(entries: readonly FoundEntry[], name: string): FoundEntry | undefined {
  const named = entries.filter(({ facts }) => facts.name === name);
  return named.find(({ facts }) => facts.loads.state === 'loads') ?? named.find(({ facts }) => facts.loads.state === 'gated') ?? named[0];
}

type Listed = { readonly tools: readonly ListedTool[]; readonly incomplete?: string } | { readonly reason: string; readonly next?: string };

async function listAsClient(given: FoundEntry, request: PermissionsRequest): Promise<Listed> {
  const { definition, facts } = given;
  const plan = given.plan?.reveal();
  const diagnose = `Find out why: mcp-medic ${facts.file === '' ? '' : `${definition.id}:`}${facts.name}`;
  if (facts.loads.state === 'gated')
    return { reason: `${definition.name} does not start "${facts.name}": ${facts.loads.gate.because}.`, next: facts.loads.gate.todo };
  if (plan === undefined) return { reason: `${definition.name} cannot connect to "${facts.name}" as it is written.`, next: diagnose };
  if (!(await mayConnect(given, plan, request)))
    return { reason: `"${facts.name}" came with the project folder and was not started.`, next: 'If you trust it, run the same command again with --trust.' };
  // Some clients' first connection does not list tools; their sessions do, and it is the tools that matter here.
  const found: FoundEntry = { ...given, definition: { ...definition, handshake: { ...definition.handshake, listsTools: true } } };
  const { session, tools } = await connectAsClient(found, plan, { request });
  if (session.outcome.kind !== 'connected' || tools === undefined)
    return { reason: `"${facts.name}" did not give its tools when connected as ${definition.name} does.`, next: diagnose };
  const readable = tools.flatMap((raw) => readListedTool(raw) ?? []);
  const left = tools.length - readable.length;
  const incomplete = session.outcome.degraded ?? (left === 0 ? undefined : `${left} tools without a name were left out`);
  return { tools: readable, ...(incomplete === undefined ? {} : { incomplete: given.redactor.text(incomplete) }) };
}

/** Writes what was planned, with backup and journal. Nothing to write is no failure. */
export async function applyPermissions(
  { result, draft, files }: Extract<PermissionsEnd, { ok: true }>,
  { definition, roots }: PermissionsRequest,
): Promise<PermissionsResult> {
  if (draft === undefined) return result;
  const plan = await planFix(draft, files);
  if (!plan.ok) return { ...result, applied: { refused: plan.reason } };
  const note = { title: draft.title, client: definition.id, server: result.server, reload: definition.reload };
  const end = await applyFix(plan.changes, note, createTreatContext(roots));
  return { ...result, applied: end.ok ? { undo: end.id, next: definition.reload } : { refused: end.reason } };
}
