import { collectClientProcesses } from '../collect/processes.ts';
import { expandPathTemplate } from '../clients/path-template.ts';
import { clientFacts } from '../collect/client-facts.ts';
import { collectLogs } from '../collect/logs/collect-logs.ts';
import { collectProgram } from '../collect/program/collect-program.ts';
import { collectTools } from '../collect/tools.ts';
import type { ConnectPlan, Evidence, FoundEntry } from '../model/index.ts';
import { attempt, ok } from './collected.ts';
import { connectAsClient } from './connect.ts';
import { mayConnect } from './consent.ts';
import type { ExamineContext } from './examine-context.ts';
import { investigate, lookAtCertificate } from './investigate.ts';
import type { DoctorRequest } from './request.ts';
import { withSigns } from './signs.ts';

/** Collects everything about one entry. Never throws for what the world does; a collector that cannot look says why. */
export async function examine(found: FoundEntry, context: ExamineContext): Promise<Evidence> {
  const { request, host } = context;
  const { definition, facts, file, siblings, redactor } = found;
  const base: Evidence = {
    host: ok(host),
    client: ok(clientFacts(definition)),
    file: ok(file),
    entry: ok(facts),
    siblings: ok(siblings),
  };
  const plan = found.plan?.reveal();
  const lookUp = async (): Promise<Pick<Evidence, 'program'>> =>
    plan?.transport === 'stdio' ? { program: await attempt('program', collectProgram(plan, facts, request.roots, redactor)) } : {};

  const obstacle = await whyNotConnect(found, plan, request);
  if (obstacle !== undefined || plan === undefined) {
    return { ...base, ...(await lookUp()), session: { state: 'skipped', reason: obstacle ?? 'nothing to connect to' } };
  }
  context.onStart(found);
  const readLogs = attempt('logs', collectLogs(definition, facts.name, request.roots, redactor, expandPathTemplate));
  const { session, tools } = await context.queue(() => connectAsClient(found, plan, context));
  const connected: Evidence = { ...base, session: ok(session), ...(tools === undefined ? {} : { tools: ok(collectTools(tools, { redactor })) }) };
  // A server that connected needs no look at its program or its surroundings; only its certificate may end soon. What its log says
  // is compared with the connection, and is no evidence of a fault.
  if (session.outcome.kind === 'connected' && session.outcome.degraded === undefined)
    return { ...withSigns({ ...connected, ...(await lookAtCertificate(found, plan, context)) }), logs: await readLogs };

  const looked = await lookUp();
  const program = looked.program?.state === 'ok' ? looked.program.value : undefined;
  const [more, logs, processes] = await Promise.all([
    investigate(found, plan, session, program, context),
    readLogs,
    attempt('processes', collectClientProcesses(definition, file.modifiedAt, request.roots)),
  ]);
  return withSigns({ ...connected, ...looked, ...more, logs, processes });
}

/** The reason for not connecting, or undefined when the entry may be connected. */
async function whyNotConnect(found: FoundEntry, plan: ConnectPlan | undefined, request: DoctorRequest): Promise<string | undefined> {
  const { loads } = found.facts;
  if (loads.state === 'gated') return `${loads.gate.cause}: ${loads.gate.because}`;
  if (loads.state === 'dropped') return `${found.definition.name} does not load this entry (${loads.why})`;
  if (plan === undefined) return 'the entry names neither a command nor a URL that could be used';
  if (request.isStatic) return '--static: nothing is started or dialled';
  if (await mayConnect(found, plan, request)) return undefined;
  return `needs consent: the entry came with the project folder; run again with --trust to ${plan.transport === 'stdio' ? 'start it' : 'dial it'}`;
}
