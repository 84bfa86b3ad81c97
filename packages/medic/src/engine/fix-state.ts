import type { ConfigFileResult, DoctorResult, FoundEntry, ServerResult } from '../model/index.ts';
import { summarise } from './assemble.ts';
import { surveyMachine } from './doctor.ts';
import type { DoctorRequest } from './request.ts';
import type { SurveyEvent } from './survey-event.ts';

export type ServerState = Extract<SurveyEvent, { type: 'server' }>;
export type FileState = Extract<SurveyEvent, { type: 'file' }>;

/** What a fix is for. */
export type Subject = ServerState | FileState;

/** The machine as last seen: what each server and file is worth, and what could be done about it. */
export interface MachineState {
  readonly servers: readonly ServerState[];
  readonly files: readonly FileState[];
  readonly result: DoctorResult;
}

/** Looks at the machine, or at the selected entries of it. */
export async function lookAtMachine(
  request: DoctorRequest,
  select?: (found: FoundEntry) => boolean,
  watch?: (event: SurveyEvent) => void,
): Promise<MachineState> {
  const servers: ServerState[] = [];
  const files: FileState[] = [];
  let result: DoctorResult | undefined;
  for await (const event of surveyMachine(request, select === undefined ? undefined : (entries) => entries.filter(select))) {
    if (event.type === 'server') servers.push(event);
    if (event.type === 'file') files.push(event);
    if (event.type === 'done') result = event.result;
    watch?.(event);
  }
  if (result === undefined) throw new Error('the run ended without a result');
  return { servers: inOrderOf(servers, result.servers, (state) => state.result), files, result };
}

/** The state after an edit: fresh where it was looked at again (`wasSelected`), as before elsewhere. */
export function mergeState(before: MachineState, fresh: MachineState, wasSelected: (found: FoundEntry) => boolean, paths: readonly string[]): MachineState {
  // Selected and not found again: the entry was renamed, moved, or is no server any more.
  const kept = before.servers.filter(({ found }) => !wasSelected(found));
  // A server keeps its place in the report; new ones come last.
  const order = new Map(before.servers.map((state, index) => [serverKey(state), index]));
  const servers = [...kept, ...fresh.servers].toSorted((a, b) => (order.get(serverKey(a)) ?? order.size) - (order.get(serverKey(b)) ?? order.size));
  const shown = new Set(before.files.map(fileKey));
  const files = fresh.files.filter((state) => shown.has(fileKey(state)) || paths.includes(state.file.path));
  const results: readonly ServerResult[] = servers.map(({ result }) => result);
  const configs: readonly ConfigFileResult[] = files.map(({ result }) => result);
  return {
    servers,
    files,
    result: { ...before.result, servers: results, configs, summary: summarise(results), durationMs: before.result.durationMs + fresh.result.durationMs },
  };
}

export function serverKey({ found: { facts } }: ServerState): string {
  return JSON.stringify([facts.client, facts.scope, facts.file, facts.name]);
}

export function fileKey({ file }: FileState): string {
  return JSON.stringify([file.client, file.scope, file.path]);
}

function inOrderOf<T, R>(items: readonly T[], order: readonly R[], of: (item: T) => R): readonly T[] {
  return items.toSorted((a, b) => order.indexOf(of(a)) - order.indexOf(of(b)));
}
