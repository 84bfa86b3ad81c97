import { collectClientProcesses } from '../collect/processes.ts';
import { discover } from '../discover/discover.ts';
import type { ClientDefinition, ConfigPath, FoundEntry, RepairResult } from '../model/index.ts';
import { createRedactor } from '../redact/redactor.ts';
import { askRealClient } from './ask-client.ts';
import type { MachineState, ServerState, Subject } from './fix-state.ts';
import type { DoctorRequest } from './request.ts';

/** After a kept fix: what the user does in the client, whether it still runs with the old config, and what it says itself. */
export async function lookAtClient(
  subject: Subject,
  movedTo: ConfigPath,
  machine: MachineState,
  request: DoctorRequest,
  checks: boolean,
): Promise<Pick<RepairResult, 'next' | 'check'>> {
  const definition = subject.type === 'server' ? subject.found.definition : subject.definition;
  const { older } = await collectClientProcesses(definition, new Date().toISOString(), request.roots);
  const pids = older.map(({ pid }) => pid).join(', ');
  const next = pids === '' ? definition.reload : `${definition.reload}; it still runs with the config as it was (process ${pids})`;
  const own = machine.servers.filter(({ found }) => found.facts.client === definition.id);
  const server = subject.type === 'server' ? renamedTo(subject, movedTo) : own.find(({ found }) => found.facts.file === subject.file.path)?.result.name;
  if (!checks || server === undefined) return { next };
  const { signal, roots } = request;
  const check = await askRealClient({
    definition,
    server,
    roots,
    mayStartProject: request.trustsProject || (await startedAllOfProject(definition, own, request)),
    redactor: own.find(({ result }) => result.name === server)?.found.redactor ?? createRedactor(),
    ...(signal === undefined ? {} : { signal }),
  });
  return { next, check };
}

/** A project's servers may start again when each was started in this run, with the user's consent; also those that were no target. */
async function startedAllOfProject(definition: ClientDefinition, own: readonly ServerState[], { roots }: DoctorRequest): Promise<boolean> {
  const { entries } = await discover(roots, [definition], { assumeDetected: [definition.id] });
  return entries
    .filter(({ facts }) => facts.fromProject)
    .every((entry) => own.some((state) => isSame(state.found, entry) && state.evidence.session?.state === 'ok'));
}

function isSame({ facts: a }: FoundEntry, { facts: b }: FoundEntry): boolean {
  return a.file === b.file && a.name === b.name;
}

function renamedTo({ found: { facts } }: ServerState, movedTo: ConfigPath): string {
  const last = movedTo.at(-1);
  return facts.at.at(-1) === facts.name && typeof last === 'string' ? last : facts.name;
}
