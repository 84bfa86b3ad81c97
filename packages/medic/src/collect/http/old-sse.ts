import { checkEndpoint } from './check-endpoint.ts';
import { baseHeaders, postHeaders, streamHeaders } from './client-headers.ts';
import { findTransportFailure } from './ask-rpc.ts';
import { buildInitialize, buildInitialized, requestIds } from '../protocol/messages.ts';
import { listTools } from '../protocol/list-tools.ts';
import { dial } from './dial.ts';
import { createInbox } from './inbox.ts';
import { judgeInitialize } from './streamable.ts';
import { parseJson } from './describe-body.ts';
import { receiveJson, recordSent } from './record-message.ts';
import type { AskResult } from '../protocol/list-tools.ts';
import type { CheckedAnswer, RpcNotification, RpcRequest } from '../protocol/messages.ts';
import type { Dialled } from './dial.ts';
import type { FailedVerdict, Talk, Verdict } from './talk.ts';
import type { Inbox } from './inbox.ts';

const TOOLS_MS = 30_000;

interface OldSse {
  readonly talk: Talk;
  readonly inbox: Inbox;
  /** Settles when the stream is over. */
  readonly stream: Promise<Dialled>;
  readonly endpoint: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** Connects over HTTP+SSE of 2024-11-05: a GET stays open, its first event names the address for POSTs. */
export async function runOldSse(talk: Talk): Promise<Verdict> {
  const base = baseHeaders(talk.plan, talk.definition);
  const close = new AbortController();
  const inbox = createInbox();
  const stream = dial(talk, {
    purpose: 'sse-open',
    method: 'GET',
    url: talk.url,
    headers: streamHeaders(base),
    totalMs: talk.remainingMs() + TOOLS_MS,
    close: close.signal,
    onEvent: ({ name, data }) => {
      if (name === 'endpoint') {
        learnSessionIds(talk, data.slice(0, 2_000));
        inbox.putEndpoint(data.slice(0, 2_000));
      }
      if (name !== 'message' || data === '') return 'continue';
      const json = parseJson(data);
      if (json !== undefined) inbox.put((expected) => receiveJson(talk, json.value, expected));
      return 'continue';
    },
    describeEndpoint: () => inbox.endpoint(),
  });
  void stream.then(() => inbox.end());
  const written = await inbox.waitForEndpoint(talk.remainingMs());
  if (written === undefined) {
    close.abort(new DOMException('no endpoint event came', 'TimeoutError'));
    return judgeOpening(talk, await stream);
  }
  const endpoint = checkEndpoint(written, talk.url);
  if (endpoint === undefined) {
    close.abort();
    return { kind: 'failed', stage: 'stream', atMs: talk.elapsedMs(), decidedBy: (await stream).exchange };
  }
  const verdict = await converse({ talk, inbox, stream, endpoint, headers: postHeaders(base) });
  close.abort();
  const { exchange } = await stream;
  return verdict.decidedBy === undefined ? { ...verdict, decidedBy: exchange } : verdict;
}

async function converse(sse: OldSse): Promise<Verdict> {
  const { talk } = sse;
  const { handshake, http } = talk.definition;
  const asked = await ask(sse, buildInitialize(handshake), talk.remainingMs());
  if ('verdict' in asked) return asked.verdict;
  const atMs = talk.elapsedMs();
  const judged = judgeInitialize(talk, asked.answer);
  if ('stage' in judged) return { kind: 'failed', stage: judged.stage, atMs };
  const later: OldSse = http.sendsVersionHeader ? { ...sse, headers: { ...sse.headers, 'mcp-protocol-version': judged.protocolVersion } } : sse;
  const refused = await post(later, buildInitialized(), Math.min(talk.remainingMs(), talk.plan.limitMs));
  if (refused !== undefined) return refused;
  const verdict = { kind: 'connected' as const, era: 'legacy' as const, ...judged, atMs, sessionId: false };
  if (!handshake.listsTools || !judged.capabilities.includes('tools')) return verdict;
  const endsAtMs = talk.elapsedMs() + Math.min(Math.max(talk.plan.limitMs, 1_000), TOOLS_MS);
  const listing = await listTools(async (request) => toAskResult(await ask(later, request, endsAtMs - talk.elapsedMs())), requestIds(handshake).next);
  return { ...verdict, tools: listing.tools, ...(listing.incomplete === undefined ? {} : { degraded: listing.incomplete }) };
}

type Asked = { readonly answer: CheckedAnswer } | { readonly verdict: FailedVerdict };

/** POSTs a request; the answer arrives on the stream, sometimes before the POST is answered. */
async function ask(sse: OldSse, request: RpcRequest, totalMs: number): Promise<Asked> {
  const { talk, inbox } = sse;
  const answer = inbox.expect(request.id, totalMs);
  const refused = await post(sse, request, totalMs);
  if (refused !== undefined) return { verdict: refused };
  const received = await answer;
  return received === undefined ? { verdict: { kind: 'failed', stage: 'stream', atMs: talk.elapsedMs() } } : { answer: received };
}

async function post({ talk, endpoint, headers }: OldSse, message: RpcRequest | RpcNotification, totalMs: number): Promise<FailedVerdict | undefined> {
  recordSent(talk, message);
  const dialled = await dial(talk, {
    purpose: 'sse-post',
    method: 'POST',
    url: endpoint,
    headers,
    body: JSON.stringify(message),
    totalMs,
    // The status is the whole answer; servers that hold the POST open until they have answered are not waited for.
    stopsAtHead: (status) => status < 300,
  });
  const failure = findTransportFailure(dialled);
  const { exchange } = dialled;
  if (failure === undefined) return undefined;
  const atMs = talk.elapsedMs();
  return failure === 'auth' ? { kind: 'needs-authentication', atMs, decidedBy: exchange } : { kind: 'failed', stage: failure, atMs, decidedBy: exchange };
}

function toAskResult(asked: Asked): AskResult {
  if ('answer' in asked) return asked.answer;
  const status = asked.verdict.decidedBy?.status;
  return { kind: 'none', why: status === undefined ? 'no answer came on the event stream' : `the server answered with status ${status}` };
}

/** No `endpoint` event came: what does the GET itself say? */
function judgeOpening(talk: Talk, dialled: Dialled): FailedVerdict {
  const { exchange, isStream } = dialled;
  const atMs = talk.elapsedMs();
  const failure = findTransportFailure(dialled);
  if (failure === 'auth') return { kind: 'needs-authentication', atMs, decidedBy: exchange };
  if (isStream) return { kind: 'failed', stage: failure === 'http-closed' ? 'http-closed' : 'stream', atMs, decidedBy: exchange };
  return { kind: 'failed', stage: failure ?? 'http-body', atMs, decidedBy: exchange };
}

/** The query of the endpoint names the session: whoever knows it can speak in it. */
function learnSessionIds({ redactor, url }: Talk, written: string): void {
  if (!URL.canParse(written, url.href)) return;
  for (const value of new URL(written, url).searchParams.values()) {
    if (value.length >= 8) redactor.learn(value);
  }
}
