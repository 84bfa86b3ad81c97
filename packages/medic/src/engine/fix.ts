import type { DoctorResult, FoundEntry, RepairResult } from '../model/index.ts';
import { applyFix } from '../treat/apply.ts';
import type { TreatContext } from '../treat/context.ts';
import { planFix } from '../treat/plan-fix.ts';
import type { OfferedFix } from '../treat/render-fix.ts';
import { undoFix } from '../treat/undo.ts';
import { lookAtClient } from './after-fix.ts';
import { judgeEdit } from './fix-judge.ts';
import { fileKey, lookAtMachine, mergeState, serverKey, type MachineState, type ServerState, type Subject } from './fix-state.ts';
import { isWritable } from './prove.ts';
import { movedBy } from './prover.ts';
import type { DoctorEvent, DoctorRequest } from './request.ts';

/** A fix about to be made, for a person to decide on. */
export interface Proposal {
  /** What is wrong. */
  readonly problem: string;
  readonly clientName: string;
  readonly server?: string;
  readonly fix: OfferedFix['fix'];
}

/** `show`: it is only to be shown. `stop`: neither this one nor any further. `declined`: why not this one. */
export type Answer = 'apply' | 'show' | 'stop' | { readonly declined: string };

export interface FixOptions {
  readonly treat: TreatContext;
  /** Asks the installed client itself after a kept fix. */
  readonly checks?: boolean;
  readonly decide: (proposal: Proposal) => Promise<Answer>;
  readonly onRepair?: (repair: RepairResult) => void;
  readonly onEvent?: (event: DoctorEvent) => void;
}

/** A set-up with several faults in a row is mended one by one; this many and no more. */
const MOST_ROUNDS = 3;

/**
 * Examines the machine, offers what would mend it, carries out what is agreed to, looks again, and takes back what made nothing
 * better. Answers with the state after; `repairs` says what became of each fix.
 */
export async function runFix(request: DoctorRequest, options: FixOptions): Promise<DoctorResult> {
  let machine = await lookAtMachine(request, undefined, (event) => {
    if (event.type === 'server') options.onEvent?.({ type: 'server', result: event.result, evidence: event.evidence });
    else if (event.type === 'found' || event.type === 'started') options.onEvent?.(event);
  });
  const repairs: RepairResult[] = [];
  const stop = new AbortController();
  // Files first: a file that can be read again may bring servers nobody could see before.
  const pending = [...machine.files.map(fileKey), ...machine.servers.map(serverKey)];
  const waiting = new Set(pending);
  for (let key = pending.shift(); key !== undefined && !stop.signal.aborted; key = pending.shift()) {
    for (let round = 0; round < MOST_ROUNDS && !stop.signal.aborted; round += 1) {
      const subject = findSubject(machine, key);
      const next = subject === undefined ? undefined : await mend(subject, machine, request, { ...options, stop, repairs });
      if (next === undefined) break;
      machine = next.machine;
      // Who named servers is not asked about the others of the same file.
      for (const state of machine.servers) if (!waiting.has(serverKey(state)) && isMeant(state, request)) pending.push(serverKey(state));
      for (const state of machine.servers) waiting.add(serverKey(state));
      if (!next.isFurther) break;
    }
  }
  return { ...machine.result, repairs };
}

function isMeant({ result }: ServerState, { targets }: DoctorRequest): boolean {
  return targets.length === 0 || targets.some((target) => target.kind === 'name' && target.name === result.name);
}

interface Work extends FixOptions {
  readonly stop: AbortController;
  readonly repairs: RepairResult[];
}

/** The state after the first fix that made it better; undefined when none did. */
async function mend(
  subject: Subject,
  machine: MachineState,
  request: DoctorRequest,
  work: Work,
): Promise<{ readonly machine: MachineState; readonly isFurther: boolean } | undefined> {
  for (const offer of subject.offers) {
    if (!isWritable(offer) || offer.fix.proof === 'refuted') continue;
    const answer = await work.decide(propose(subject, offer));
    if (answer === 'stop') {
      work.stop.abort();
      note(work, subject, offer, { outcome: 'declined', detail: 'you ended it here; nothing was written' });
      return undefined;
    }
    if (answer !== 'apply') {
      note(
        work,
        subject,
        offer,
        answer === 'show' ? { outcome: 'shown', detail: 'only shown; nothing was written' } : { outcome: 'declined', detail: answer.declined },
      );
      continue;
    }
    const applied = await applyOffer(subject, offer, machine, request, work);
    if (applied === 'refused') return undefined;
    if (applied !== undefined) return applied;
  }
  return undefined;
}

async function applyOffer(
  subject: Subject,
  offer: OfferedFix,
  machine: MachineState,
  request: DoctorRequest,
  work: Work,
): Promise<{ machine: MachineState; isFurther: boolean } | 'refused' | undefined> {
  const plan = await planFix(offer.draft, subject.files);
  const { treat } = work;
  const definition = definitionOf(subject);
  const server = subject.type === 'server' ? { server: subject.result.name } : {};
  const applied = plan.ok ? await applyFix(plan.changes, { title: offer.fix.title, client: definition.id, ...server, reload: definition.reload }, treat) : plan;
  if (!plan.ok || !applied.ok) {
    note(work, subject, offer, { outcome: 'refused', detail: applied.ok ? '' : applied.reason });
    return 'refused';
  }
  const paths = plan.changes.map(({ path }) => path);
  const own = subject.type === 'server' ? subject.found.facts : undefined;
  const isConcerned = ({ facts }: FoundEntry): boolean => paths.includes(facts.file) || (facts.client === own?.client && facts.name === own.name);
  const fresh = await lookAtMachine(request, isConcerned);
  const moved = own === undefined ? [] : movedBy(own.at, offer.draft);
  const judgement = judgeEdit(subject, machine, fresh, plan.changes, moved);
  if (judgement.keeps) {
    const merged = mergeState(machine, fresh, isConcerned, paths);
    const after = await lookAtClient(subject, moved, merged, request, work.checks === true);
    note(work, subject, offer, { outcome: 'kept', detail: judgement.sayAfter, undo: applied.id, ...after });
    return { machine: merged, isFurther: judgement.isFurther };
  }
  const undone = await undoFix(applied.id, treat);
  if (undone.ok) note(work, subject, offer, { outcome: 'taken-back', detail: `it made nothing better: ${judgement.sayAfter}` });
  // Somebody changed the file in that moment; it stays, and the user is told how to go back.
  else
    note(work, subject, offer, {
      outcome: 'kept',
      detail: `it made nothing better (${judgement.sayAfter}) and could not be taken back: ${undone.reason}`,
      undo: applied.id,
    });
  return undefined;
}

function note(work: Work, subject: Subject, { fix }: OfferedFix, end: Pick<RepairResult, 'outcome' | 'detail' | 'undo' | 'next' | 'check'>): void {
  const repair: RepairResult = {
    fix: fix.id,
    title: fix.title,
    client: definitionOf(subject).id,
    ...(subject.type === 'server' ? { server: subject.result.name } : {}),
    files: fix.steps.flatMap((step) => (step.do === 'edit' ? [step.file] : [])),
    ...end,
  };
  work.repairs.push(repair);
  work.onRepair?.(repair);
}

function propose(subject: Subject, { fix }: OfferedFix): Proposal {
  const clientName = definitionOf(subject).name;
  if (subject.type === 'server') return { problem: subject.result.diagnosis?.title ?? '', clientName, server: subject.result.name, fix };
  const finding = subject.result.findings.find(({ fixes }) => fixes?.includes(fix));
  return { problem: finding?.message ?? `${subject.file.path} is at fault`, clientName, fix };
}

function definitionOf(subject: Subject): ServerState['found']['definition'] {
  return subject.type === 'server' ? subject.found.definition : subject.definition;
}

function findSubject({ files, servers }: MachineState, key: string): Subject | undefined {
  return files.find((state) => fileKey(state) === key) ?? servers.find((state) => serverKey(state) === key);
}
