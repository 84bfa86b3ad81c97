import type { ConfigPath } from '../model/index.ts';
import type { FileChange } from '../treat/plan-fix.ts';
import { ailmentOf, compareState } from './compare-state.ts';
import { fileKey, serverKey, type FileState, type MachineState, type ServerState } from './fix-state.ts';
import { findPatched } from './prove-entry.ts';

/** What a re-check says of an edit. `sayAfter` is a sentence for people. */
export interface Judgement {
  readonly keeps: boolean;
  readonly sayAfter: string;
  /** Still bad, but for another reason further on: worth another round. */
  readonly isFurther: boolean;
}

/** Is the machine better off after the edit? Nothing else may be worse. */
export function judgeEdit(
  subject: ServerState | FileState,
  before: MachineState,
  after: MachineState,
  changes: readonly FileChange[],
  movedTo: ConfigPath,
): Judgement {
  const harmed = findHarmed(subject, before, after);
  if (harmed !== undefined) return { keeps: false, sayAfter: harmed, isFurther: false };
  return subject.type === 'server' ? judgeServer(subject, after, changes, movedTo) : judgeFile(subject, before, after);
}

function judgeServer(subject: ServerState, after: MachineState, changes: readonly FileChange[], movedTo: ConfigPath): Judgement {
  const entry = findPatched(
    subject.found,
    after.servers.map(({ found }) => found),
    changes,
    movedTo,
  );
  const state = after.servers.find(({ found }) => found === entry);
  if (state === undefined)
    return { keeps: false, sayAfter: `afterwards ${subject.found.definition.name} no longer found "${subject.result.name}"`, isFurther: false };
  const change = compareState(ailmentOf(subject.result), ailmentOf(state.result));
  return { keeps: change === 'better' || change === 'further', sayAfter: sayState(state), isFurther: change === 'further' };
}

function judgeFile(subject: FileState, before: MachineState, after: MachineState): Judgement {
  const now = after.files.find((state) => fileKey(state) === fileKey(subject));
  const { path } = subject.file;
  const was = faultsOf(subject);
  const left = now === undefined ? 0 : faultsOf(now);
  const healthy = (state: MachineState): number =>
    state.servers.filter(({ found, result }) => found.facts.file === path && result.verdict === 'healthy').length;
  const gained = healthy(after) - healthy(before);
  const servers = after.servers.filter(({ found }) => found.facts.file === path).length;
  return {
    keeps: left < was || gained > 0,
    sayAfter:
      left === 0
        ? `the file was read; ${healthy(after)} of its ${servers} servers are healthy`
        : `the file still has ${left === 1 ? 'a fault' : `${left} faults`}`,
    isFurther: left > 0 && left < was,
  };
}

/** What the edit spoiled, as a sentence. */
function findHarmed(subject: ServerState | FileState, before: MachineState, after: MachineState): string | undefined {
  for (const state of after.servers) {
    const was = before.servers.find((one) => serverKey(one) === serverKey(state));
    if (was === undefined || was === subject) continue;
    if (compareState(ailmentOf(was.result), ailmentOf(state.result)) === 'worse') return `"${state.result.name}" became worse: ${sayState(state)}`;
  }
  for (const state of after.files) {
    const was = before.files.find((one) => fileKey(one) === fileKey(state));
    if (was !== undefined && faultsOf(state) > faultsOf(was)) return `${state.file.path} had a new fault: ${state.result.findings.at(-1)?.message ?? ''}`;
  }
  return undefined;
}

function faultsOf({ result }: FileState): number {
  return result.findings.filter(({ severity }) => severity === 'blocks' || severity === 'degrades').length;
}

function sayState({ result: { name, verdict, connection, diagnosis, reason } }: ServerState): string {
  if (verdict === 'healthy') {
    const tools = connection?.tools === undefined ? '' : `, ${connection.tools} ${connection.tools === 1 ? 'tool' : 'tools'}`;
    return `"${name}" is healthy: it answered in ${Math.round(connection?.phasesMs['total'] ?? 0)} ms${tools}`;
  }
  if (verdict === 'not-checked') return `"${name}" was not connected: ${reason ?? ''}`;
  return `"${name}" is ${verdict}: ${diagnosis?.title ?? reason ?? 'no cause is known'}`;
}
