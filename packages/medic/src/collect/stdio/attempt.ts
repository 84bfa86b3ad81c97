import { endProcess } from '../../io/process-end.ts';
import { nameFamily } from '../../io/process-family.ts';
import { startProcess, type RunningProcess } from '../../io/process.ts';
import type { ClientDefinition, Redactor, StdioAttempt, StdioPlan, StdioSession } from '../../model/index.ts';
import { shakeHands, type HandshakeEnd } from './handshake.ts';
import { Wire } from './wire.ts';

/** Limits of our own, beside the client's. Tests shorten them. */
export interface Pace {
  /** Silence after an answer the client cannot read, before we stop waiting for a better one. */
  readonly settleMs: number;
  /** For a server to exit after its stdin was closed: once connected, and after a failure. */
  readonly eofMs: number;
  readonly eofAfterFailureMs: number;
  readonly termMs: number;
}

export const PACE: Pace = { settleMs: 3_000, eofMs: 2_000, eofAfterFailureMs: 500, termMs: 1_000 };

export interface AttemptTask {
  readonly plan: StdioPlan;
  readonly definition: ClientDefinition;
  readonly redactor: Redactor;
  readonly first: 'initialize' | 'server/discover';
  readonly fallsBack: boolean;
  /** Ms since the session began, over all attempts. */
  readonly clock: () => number;
  readonly limitMs: number;
  readonly patienceMs: number;
  readonly listTools: boolean;
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
}

type Patience = NonNullable<StdioSession['patience']>;

export interface AttemptEnd {
  readonly attempt: StdioAttempt;
  readonly end: HandshakeEnd;
  readonly patience?: Patience;
}

/** Starts the server once, speaks with it, ends it. Nothing of it runs any more when this returns. */
export async function runAttempt(task: AttemptTask): Promise<AttemptEnd> {
  const { plan, definition, redactor, clock, first, pace, signal } = task;
  const idRule = definition.handshake.accepts === 'known' ? 'numeric' : 'strict';
  const wire = new Wire({ redactor, clock, idRule, settleMs: pace.settleMs, signal });
  const phasesMs: Record<string, number> = {};
  const startedMs = clock();
  const started = await startProcess({ ...plan, windowsShims: definition.launch.windowsShims }, wire.listeners);
  phasesMs['spawn'] = clock() - startedMs;
  if (!started.started) {
    const { fault } = started;
    const attempt: StdioAttempt = {
      first,
      spawnError: { ...fault, message: redactor.text(fault.message), ...(fault.syscall === undefined ? {} : { syscall: redactor.text(fault.syscall) }) },
      ...wire.finish(),
      phasesMs,
    };
    return { attempt, end: { kind: 'failed', stage: 'spawn', atMs: clock() } };
  }
  wire.attach(started.process);
  const end = await shakeHands({ ...task, handshake: definition.handshake, wire, phasesMs });
  const gaveUpAtLimit = end.kind === 'failed' && end.ids !== undefined;
  const busyWith = gaveUpAtLimit ? nameBusy(started.process, redactor) : [];
  const patience = gaveUpAtLimit && task.patienceMs > 0 ? await waitLonger(wire, end.ids ?? [], task) : undefined;
  wire.beginEnding();
  const eofMs = end.kind === 'connected' ? pace.eofMs : pace.eofAfterFailureMs;
  const ended = await endProcess(started.process, { eofMs, termMs: pace.termMs, ...(signal === undefined ? {} : { signal }) });
  phasesMs['shutdown'] = ended.ms;
  if (wire.firstByteMs !== undefined) phasesMs['firstByte'] = wire.firstByteMs - startedMs;
  const attempt: StdioAttempt = {
    first,
    ...(wire.exit === undefined ? {} : { exit: wire.exit }),
    ...wire.finish(),
    phasesMs,
    shutdown: ended,
    ...(busyWith.length === 0 ? {} : { busyWith }),
  };
  return { attempt, end, ...(patience === undefined ? {} : { patience }) };
}

/** The client has given up; a server that answers now is slow, one that does not is stuck. */
async function waitLonger(wire: Wire, ids: readonly (string | number)[], { clock, patienceMs }: AttemptTask): Promise<Patience> {
  const fromMs = clock();
  const waited = await wire.wait(ids, fromMs + patienceMs);
  const waitedMs = clock() - fromMs;
  return waited.kind === 'answer' && waited.answer.kind === 'result' ? { waitedMs, answeredAtMs: waited.atMs } : { waitedMs };
}

function nameBusy(running: RunningProcess, redactor: Redactor): readonly string[] {
  return nameFamily(running.root).map(redactor.text);
}
