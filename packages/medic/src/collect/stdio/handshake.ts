import type { FailureStage, HandshakeFacts } from '../../model/index.ts';
import { listTools, type AskResult, type ToolListing } from '../protocol/list-tools.ts';
import {
  buildDiscover,
  buildInitialize,
  buildInitialized,
  buildModernMeta,
  classifyProbe,
  judgeInitializeResult,
  requestIds,
  type HandshakeResult,
  type ModernMeta,
  type RpcRequest,
} from '../protocol/messages.ts';
import type { Waited, Wire } from './wire.ts';

type Accepted = HandshakeResult & { readonly kind: 'accepted' };

export type HandshakeEnd =
  | { readonly kind: 'connected'; readonly era: 'legacy' | 'modern'; readonly accepted: Accepted; readonly atMs: number; readonly listing?: ToolListing }
  /** `ids`: requests still unanswered when the client gave up on them; a late answer to one is worth waiting for. */
  | { readonly kind: 'failed'; readonly stage: FailureStage; readonly atMs: number; readonly ids?: readonly (string | number)[] }
  /** The process ended on the probe; this client starts it again without one. */
  | { readonly kind: 'respawn' }
  | { readonly kind: 'aborted' };

export interface HandshakeTask {
  readonly wire: Wire;
  readonly handshake: HandshakeFacts;
  readonly first: 'initialize' | 'server/discover';
  /** The client goes on with `initialize` when the probe shows no modern server. */
  readonly fallsBack: boolean;
  readonly clock: () => number;
  readonly limitMs: number;
  readonly listTools: boolean;
  /** Durations of the phases are written here. */
  readonly phasesMs: Record<string, number>;
}

const DISCOVER_FALLBACK_MS = 3_000;

/** Speaks the first messages in this client's order and judges the answers as it does. */
export async function shakeHands(task: HandshakeTask): Promise<HandshakeEnd> {
  if (task.first === 'server/discover') {
    const discovered = await discover(task);
    if (discovered !== undefined) return discovered;
  }
  return initialize(task);
}

/** Undefined when `initialize` is next. */
async function discover(task: HandshakeTask): Promise<HandshakeEnd | undefined> {
  const { wire, handshake, clock, fallsBack } = task;
  const fallbackMs = fallsBack ? (handshake.discoverFallbackMs?.stdio ?? DISCOVER_FALLBACK_MS) : task.limitMs;
  const startedMs = clock();
  const request = buildDiscover(handshake);
  const waited = await wire.ask(request, Math.min(task.limitMs, startedMs + fallbackMs));
  task.phasesMs['discover'] = clock() - startedMs;
  if (waited.kind === 'answer') {
    const verdict = classifyProbe(waited.answer);
    if (verdict.era === 'modern') return connect(task, 'modern', verdict.discovered, waited.atMs);
    if (verdict.era === 'modern-other') return { kind: 'failed', stage: 'version', atMs: waited.atMs };
    if (fallsBack) return undefined;
    return { kind: 'failed', stage: waited.answer.kind === 'error' ? 'rpc-error' : 'invalid-answer', atMs: waited.atMs };
  }
  if (waited.kind === 'aborted') return { kind: 'aborted' };
  if (waited.kind === 'closed' && fallsBack && handshake.respawnsAfterProbeExit === true && wire.exit !== undefined) return { kind: 'respawn' };
  const mayGoOn = waited.kind === 'late' || waited.kind === 'unusable';
  return fallsBack && mayGoOn ? undefined : fail(task, waited, [request.id]);
}

async function initialize(task: HandshakeTask): Promise<HandshakeEnd> {
  const { wire, handshake, clock } = task;
  const startedMs = clock();
  const request = buildInitialize(handshake);
  const waited = await wire.ask(request, task.limitMs);
  task.phasesMs['initialize'] = clock() - startedMs;
  if (waited.kind !== 'answer') return fail(task, waited, task.first === 'server/discover' ? [request.id, requestIds(handshake).discover] : [request.id]);
  const { answer, atMs } = waited;
  if (answer.kind === 'error') return { kind: 'failed', stage: 'rpc-error', atMs };
  const accepted = judgeInitializeResult(answer.result, handshake);
  if (accepted.kind === 'refused') return { kind: 'failed', stage: accepted.because === 'version' ? 'version' : 'invalid-answer', atMs };
  wire.notify(buildInitialized());
  return connect(task, 'legacy', accepted, atMs);
}

async function connect(task: HandshakeTask, era: 'legacy' | 'modern', accepted: Accepted, atMs: number): Promise<HandshakeEnd> {
  const stands = { kind: 'connected', era, accepted, atMs } as const;
  if (!task.listTools || !accepted.capabilities.includes('tools')) return stands;
  const { clock } = task;
  const startedMs = clock();
  // Its own limit: the connection stands, and clients start a new clock for each request.
  const deadlineMs = startedMs + task.limitMs;
  let aborted = false;
  const ask = async (request: RpcRequest): Promise<AskResult> => {
    const waited = await task.wire.ask(request, deadlineMs);
    if (waited.kind === 'aborted') aborted = true;
    return waited.kind === 'answer' ? waited.answer : { kind: 'none', why: explainNone(waited, clock() - startedMs) };
  };
  const meta: ModernMeta | undefined = era === 'modern' ? buildModernMeta(task.handshake) : undefined;
  const listing = await listTools(ask, requestIds(task.handshake).next, meta);
  task.phasesMs['toolsList'] = clock() - startedMs;
  return aborted ? { kind: 'aborted' } : { ...stands, listing };
}

function explainNone(waited: Exclude<Waited, { readonly kind: 'answer' }>, ms: number): string {
  if (waited.kind === 'closed') return 'the server ended the connection';
  if (waited.kind === 'unusable') return 'the server answered in a form no client reads';
  if (waited.kind === 'flooded') return 'the server wrote more than 32 MiB';
  return `no answer within ${ms} ms`;
}

/** Which stage a missing answer to the first message belongs to. */
function fail({ wire, clock }: HandshakeTask, waited: Exclude<Waited, { readonly kind: 'answer' }>, ids: readonly (string | number)[]): HandshakeEnd {
  const atMs = clock();
  if (waited.kind === 'aborted') return { kind: 'aborted' };
  if (waited.kind === 'flooded' || wire.lostAnswer) return { kind: 'failed', stage: 'framing', atMs };
  if (wire.faultyAnswer) return { kind: 'failed', stage: 'invalid-answer', atMs };
  if (waited.kind === 'closed') return { kind: 'failed', stage: wire.exit === undefined ? 'silence' : 'exit', atMs };
  return { kind: 'failed', stage: 'silence', atMs, ids };
}
