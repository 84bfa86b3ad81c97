import type { CheckedAnswer } from '../protocol/messages.ts';
import { buildDiscover, buildInitialize, buildInitialized, classifyHttpProbe, judgeDiscoverResult, judgeInitializeResult } from '../protocol/messages.ts';
import { askRpc, sendNotification } from './ask-rpc.ts';
import { baseHeaders, postHeaders } from './client-headers.ts';
import { finishLegacy, finishModern } from './finish-connection.ts';
import { blameLast } from './record-message.ts';
import type { RpcReply } from './ask-rpc.ts';
import type { FailedVerdict, Talk, Verdict } from './talk.ts';

/** Faults before any HTTP answer: what failed for the probe fails for `initialize` too, and SDK clients give up here. */
const DEAD_STAGES: readonly RpcReply['failure'][] = ['url', 'proxy', 'dns', 'tcp', 'tls', 'http-closed'];
const MODERN_HEADERS = { 'mcp-method': 'server/discover', 'mcp-protocol-version': '2026-07-28' } as const;
const HEADER_MISMATCH = -32020;
const MISSING_CAPABILITY = -32021;

/** Connects over Streamable HTTP in the order of this client. `only`: stay with that first message, for a proof. */
export async function runStreamable(talk: Talk, only?: 'initialize' | 'server/discover'): Promise<Verdict> {
  const { first } = talk.definition.handshake;
  if ((only ?? first) === 'server/discover') {
    const verdict = await tryDiscover(talk, only !== undefined);
    if (verdict !== undefined) return verdict;
  }
  return tryInitialize(talk);
}

/** The modern first message. `undefined`: the client goes on with `initialize`. */
async function tryDiscover(talk: Talk, isFinal: boolean): Promise<Verdict | undefined> {
  const { handshake } = talk.definition;
  const fallbackMs = isFinal ? talk.remainingMs() : Math.min(handshake.discoverFallbackMs?.http ?? talk.remainingMs(), talk.remainingMs());
  const reply = await askRpc(talk, 'discover', buildDiscover(handshake), postHeaders(baseHeaders(talk.plan, talk.definition), MODERN_HEADERS), fallbackMs);
  if (DEAD_STAGES.includes(reply.failure) || reply.failure === 'auth') return fail(reply);
  const era = reply.status === undefined ? undefined : classifyHttpProbe(reply.status, reply.answer);
  if (era?.era === 'modern' && reply.failure === undefined) return finishModern(talk, reply, era.discovered);
  if (era?.era === 'modern-other' && !isRetriedAsLegacy(reply.answer)) return { kind: 'failed', stage: 'version', atMs: reply.atMs, decidedBy: reply.exchange };
  if (!isFinal) return undefined;
  if (reply.failure !== undefined) return fail(reply);
  return { kind: 'failed', stage: stageOfFinalProbe(reply.answer), atMs: reply.atMs, decidedBy: reply.exchange };
}

/** The SDK's classifier takes header and capability errors of a modern server for a legacy one (v2, 2026-08). */
function isRetriedAsLegacy(answer: CheckedAnswer | undefined): boolean {
  return answer?.kind === 'error' && (answer.error.code === HEADER_MISMATCH || answer.error.code === MISSING_CAPABILITY);
}

function stageOfFinalProbe(answer: CheckedAnswer | undefined): 'rpc-error' | 'version' | 'invalid-answer' {
  if (answer?.kind === 'error') return 'rpc-error';
  const judged = answer?.kind === 'result' ? judgeDiscoverResult(answer.result) : undefined;
  return judged?.kind === 'refused' && judged.because === 'version' ? 'version' : 'invalid-answer';
}

async function tryInitialize(talk: Talk): Promise<Verdict> {
  const { definition, plan } = talk;
  const base = baseHeaders(plan, definition);
  const reply = await askRpc(talk, 'initialize', buildInitialize(definition.handshake), postHeaders(base), talk.remainingMs());
  if (reply.failure !== undefined) return fail(reply);
  const judged = judgeAnswer(talk, reply);
  if ('kind' in judged) return judged;
  const sessionId = readSessionId(reply);
  const session = {
    ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
    ...(definition.http.sendsVersionHeader ? { 'mcp-protocol-version': judged.protocolVersion } : {}),
  };
  // SDK clients wait for the answer to this notification and fail with it; a lost session shows here first.
  const initialized = await sendNotification(talk, 'initialized', buildInitialized(), postHeaders(base, session), talk.remainingMs());
  if (initialized.failure !== undefined) return fail(initialized);
  return finishLegacy(talk, reply, judged, session);
}

export type Accepted = Extract<ReturnType<typeof judgeInitializeResult>, { kind: 'accepted' }>;

function judgeAnswer(talk: Talk, reply: RpcReply): Omit<Accepted, 'kind'> | FailedVerdict {
  const judged = judgeInitialize(talk, reply.answer);
  return 'stage' in judged ? { kind: 'failed', stage: judged.stage, atMs: reply.atMs, decidedBy: reply.exchange } : judged;
}

/** What the client makes of the answer to `initialize`, however it came. */
export function judgeInitialize(
  talk: Talk,
  answer: CheckedAnswer | undefined,
): Omit<Accepted, 'kind'> | { readonly stage: 'rpc-error' | 'version' | 'invalid-answer' } {
  if (answer === undefined || answer.kind === 'faulty') return { stage: 'invalid-answer' };
  if (answer.kind === 'error') return { stage: 'rpc-error' };
  const judged = judgeInitializeResult(answer.result, talk.definition.handshake);
  if (judged.kind === 'refused') {
    blameLast(talk, judged.fault);
    return { stage: judged.because === 'version' ? 'version' : 'invalid-answer' };
  }
  const { kind: _, ...accepted } = judged;
  return accepted;
}

/** Visible ASCII only, as the specification wants; anything else cannot be echoed. */
function readSessionId(reply: RpcReply): string | undefined {
  const id = reply.headers['mcp-session-id'];
  return id !== undefined && id.length <= 4_096 && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
}

function fail(reply: RpcReply): FailedVerdict {
  const { atMs, exchange: decidedBy } = reply;
  if (reply.failure === 'auth') return { kind: 'needs-authentication', atMs, decidedBy };
  return { kind: 'failed', stage: reply.failure ?? 'invalid-answer', atMs, decidedBy };
}
