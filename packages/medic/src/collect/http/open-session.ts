import type { ClientDefinition, HttpExchange, HttpPlan, HttpSession, Outcome, Redactor } from '../../model/index.ts';
import { checkUrl } from './check-url.ts';
import { runOldSse } from './old-sse.ts';
import { runStreamable } from './streamable.ts';
import { listExchanges, startTalk } from './talk.ts';
import type { FailedVerdict, Talk, TalkOptions, Verdict } from './talk.ts';

export interface OpenedHttp {
  readonly session: HttpSession;
  /** As the server sent them, not redacted; undefined when none were asked for or the connection failed. */
  readonly tools: readonly unknown[] | undefined;
}

export interface OpenOptions extends TalkOptions {
  /** Send only this first message, over Streamable HTTP, and take its answer as final. */
  readonly only?: 'initialize' | 'server/discover';
}

/** Connects to a remote server the way this client does. Whatever goes wrong is in the session; never throws for what a server does. */
export async function openHttpSession(plan: HttpPlan, definition: ClientDefinition, redactor: Redactor, options: OpenOptions): Promise<OpenedHttp> {
  const checked = checkUrl(plan.url, definition);
  if ('fault' in checked) return { session: refuseUrl(plan, redactor, checked.fault), tools: undefined };
  const talk = startTalk(plan, definition, redactor, checked.url, options);
  const { verdict, transport } = await run(talk, options);
  const exchanges = listExchanges(talk);
  const decidedBy = verdict.decidedBy === undefined ? -1 : exchanges.indexOf(verdict.decidedBy);
  const session: HttpSession = {
    transport,
    url: redactor.url(plan.url),
    ...applyLimit(talk, verdict, options.patienceMs),
    limitMs: plan.limitMs,
    exchanges,
    messages: talk.messages,
    sessionId: verdict.kind === 'connected' && verdict.sessionId,
    ...(decidedBy === -1 ? {} : { decidedBy }),
  };
  return { session, tools: session.outcome.kind === 'connected' && verdict.kind === 'connected' ? verdict.tools : undefined };
}

async function run(talk: Talk, options: OpenOptions): Promise<{ readonly verdict: Verdict; readonly transport: 'http' | 'sse' }> {
  const { plan, definition } = talk;
  // A client without the old transport dials such an entry as Streamable HTTP and fails (Codex, run 2026-11-20).
  if (plan.transport === 'sse' && definition.http.sse && options.only === undefined) return { verdict: await runOldSse(talk), transport: 'sse' };
  const first = await runStreamable(talk, options.only);
  const fallsBack = plan.transport === 'http-then-sse' || definition.http.fallback === 'sse';
  if (options.only !== undefined || !fallsBack || !suggestsOldSse(first)) return { verdict: first, transport: 'http' };
  const second = await runOldSse(talk);
  // When both fail, the POST says why: clients that report the SSE attempt hide the cause behind a 405 (seen 2026-11-20).
  return second.kind === 'connected' || tellsMore(second) ? { verdict: second, transport: 'sse' } : { verdict: first, transport: 'http' };
}

/** The POST was refused in a way that a server of 2024-11-05 would refuse it. */
function suggestsOldSse(verdict: Verdict): boolean {
  const status = verdict.kind === 'failed' && verdict.stage === 'http-status' ? (verdict.decidedBy?.status ?? 0) : 0;
  return status >= 400 && status < 500 && ![403, 407, 408, 429].includes(status);
}

/** The GET did open an event stream, so the server does speak the old transport and its fault is the real one. */
function tellsMore(verdict: FailedVerdict): boolean {
  return verdict.kind === 'needs-authentication' || verdict.decidedBy?.purpose === 'sse-post' || (verdict.decidedBy?.events?.endpoint ?? '') !== '';
}

/** What the client would say at its own limit, and what patience showed. */
function applyLimit({ plan, elapsedMs }: Talk, verdict: Verdict, patienceMs: number): Pick<HttpSession, 'outcome' | 'patience'> {
  const atMs = Math.round(verdict.atMs);
  const { limitMs } = plan;
  if (atMs <= limitMs) return { outcome: toOutcome(verdict) };
  const outcome: Outcome = { kind: 'failed', stage: lateStage(verdict), atMs: limitMs };
  if (verdict.kind === 'connected') return { outcome, patience: { waitedMs: atMs - limitMs, answeredAtMs: atMs } };
  return { outcome, ...(patienceMs > 0 ? { patience: { waitedMs: Math.max(0, Math.round(elapsedMs()) - limitMs) } } : {}) };
}

/** Before the limit was reached, an attempt stuck below HTTP was stuck there; everything else was waiting for the answer. */
function lateStage(verdict: Verdict): Extract<Outcome, { kind: 'failed' }>['stage'] {
  const stuck = ['dns', 'tcp', 'tls', 'proxy', 'stream'] as const;
  const stage = verdict.kind === 'failed' ? verdict.stage : 'http-timeout';
  return stuck.find((one) => one === stage) ?? 'http-timeout';
}

function toOutcome(verdict: Verdict): Outcome {
  const atMs = Math.round(verdict.atMs);
  if (verdict.kind === 'failed') return { kind: 'failed', stage: verdict.stage, atMs };
  if (verdict.kind === 'needs-authentication') return { kind: 'needs-authentication', atMs };
  const { era, protocolVersion, serverInfo, capabilities, tools, degraded } = verdict;
  return {
    kind: 'connected',
    era,
    protocolVersion,
    ...(serverInfo === undefined ? {} : { serverInfo }),
    capabilities,
    ...(tools === undefined ? {} : { tools: tools.length }),
    atMs,
    ...(degraded === undefined ? {} : { degraded }),
  };
}

function refuseUrl(plan: HttpPlan, redactor: Redactor, fault: { readonly code: string; readonly message: string }): HttpSession {
  const url = redactor.url(plan.url.slice(0, 2_000));
  const exchange: HttpExchange = {
    purpose: plan.transport === 'sse' ? 'sse-open' : 'initialize',
    method: plan.transport === 'sse' ? 'GET' : 'POST',
    url,
    requestHeaders: {},
    redirects: [],
    phasesMs: {},
    error: { phase: 'url', ...fault },
  };
  return {
    transport: plan.transport === 'sse' ? 'sse' : 'http',
    url,
    outcome: { kind: 'failed', stage: 'url', atMs: 0 },
    limitMs: plan.limitMs,
    exchanges: [exchange],
    messages: [],
    sessionId: false,
    decidedBy: 0,
  };
}
