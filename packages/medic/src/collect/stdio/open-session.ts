import { startStopwatch } from '../../io/stopwatch.ts';
import type { ClientDefinition, Outcome, Redactor, StdioAttempt, StdioPlan, StdioSession } from '../../model/index.ts';
import { PACE, runAttempt, type AttemptEnd, type AttemptTask, type Pace } from './attempt.ts';
import type { HandshakeEnd } from './handshake.ts';

export interface StdioOptions {
  /** How long to wait beyond the client's limit, to tell slow from stuck. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
  /** Lists tools although the client does not, or the other way round. */
  readonly listTools?: boolean;
  readonly pace?: Partial<Pace>;
}

export interface OpenedStdio {
  readonly session: StdioSession;
  /** Raw, as the server sent them, at most 2,000. Absent when none were listed. */
  readonly tools: readonly unknown[] | undefined;
}

/** Which first message, and whether the client goes on with `initialize` after a probe. */
export interface EraChoice {
  readonly first: 'initialize' | 'server/discover';
  readonly fallsBack: boolean;
}

/**
 * Starts a server exactly as this client would, imitates its handshake and ends everything that was started. A failure is a
 * value in `session.outcome`. Rejects only with the reason of `options.signal`, after all processes are gone.
 */
export async function openStdioSession(plan: StdioPlan, definition: ClientDefinition, redactor: Redactor, options: StdioOptions): Promise<OpenedStdio> {
  return openWithEra(plan, definition, redactor, options, { first: definition.handshake.first, fallsBack: true });
}

/** The same with a first message of the caller's choice. */
export async function openWithEra(
  plan: StdioPlan,
  definition: ClientDefinition,
  redactor: Redactor,
  options: StdioOptions,
  era: EraChoice,
): Promise<OpenedStdio> {
  const { signal } = options;
  signal?.throwIfAborted();
  const task: AttemptTask = {
    ...era,
    plan,
    definition,
    redactor,
    clock: startStopwatch(),
    limitMs: plan.limitMs,
    patienceMs: options.patienceMs,
    listTools: options.listTools ?? definition.handshake.listsTools,
    pace: { ...PACE, ...options.pace },
    signal,
  };
  const attempts: StdioAttempt[] = [];
  let last = await runAttempt(task);
  attempts.push(last.attempt);
  if (last.end.kind === 'respawn') {
    last = await runAttempt({ ...task, first: 'initialize', fallsBack: false });
    attempts.push(last.attempt);
  }
  signal?.throwIfAborted();
  return { session: describeSession(task, attempts, last), tools: last.end.kind === 'connected' ? last.end.listing?.tools : undefined };
}

function describeSession({ plan, redactor, definition }: AttemptTask, attempts: readonly StdioAttempt[], { end, patience }: AttemptEnd): StdioSession {
  return {
    transport: 'stdio',
    outcome: describeOutcome(end, redactor, definition.handshake.listsTools),
    limitMs: plan.limitMs,
    ...(patience === undefined ? {} : { patience }),
    argv: [plan.command, ...plan.args].map(redactor.text),
    cwd: redactor.text(plan.cwd),
    envNames: Object.keys(plan.env).toSorted(),
    attempts,
  };
}

function describeOutcome(end: HandshakeEnd, redactor: Redactor, clientListsTools: boolean): Outcome {
  if (end.kind === 'failed') return { kind: 'failed', stage: end.stage, atMs: end.atMs };
  if (end.kind !== 'connected') throw new TypeError(`a session cannot end as ${end.kind}`);
  const { serverInfo, protocolVersion, capabilities } = end.accepted;
  const { listing } = end;
  const isOurCap = listing?.cut === true;
  return {
    kind: 'connected',
    era: end.era,
    protocolVersion: redactor.text(protocolVersion.slice(0, 100)),
    ...(serverInfo === undefined ? {} : { serverInfo: { name: redactor.text(serverInfo.name), version: redactor.text(serverInfo.version) } }),
    capabilities: capabilities.map((name) => redactor.text(name.slice(0, 100))),
    ...(listing === undefined ? {} : { tools: listing.tools.length }),
    atMs: end.atMs,
    ...(listing?.incomplete === undefined || isOurCap || !clientListsTools ? {} : { degraded: redactor.text(listing.incomplete) }),
  };
}
