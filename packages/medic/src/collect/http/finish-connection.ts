import { requestOnce } from '../../io/http.ts';
import { chooseProxy } from '../../io/proxy.ts';
import { listTools } from '../protocol/list-tools.ts';
import { buildModernMeta, requestIds } from '../protocol/messages.ts';
import { askRpc } from './ask-rpc.ts';
import { baseHeaders, mergeHeaders, postHeaders, streamHeaders } from './client-headers.ts';
import { dial } from './dial.ts';
import type { AskResult, ToolListing } from '../protocol/list-tools.ts';
import type { ModernMeta, RpcRequest } from '../protocol/messages.ts';
import type { RpcReply } from './ask-rpc.ts';
import type { Accepted } from './streamable.ts';
import type { Talk, Verdict } from './talk.ts';

type Headers = Readonly<Record<string, string>>;

const STREAM_TRY_MS = 1_000;
/** Once the tools are there, the optional stream gets no more time than this. */
const STREAM_GRACE_MS = 100;
const GOODBYE_MS = 500;
const TOOLS_MS = 30_000;

/** After `initialize`: tools, the optional GET stream (405 is fine), and a polite end of the session. */
export async function finishLegacy(talk: Talk, reply: RpcReply, accepted: Omit<Accepted, 'kind'>, session: Headers): Promise<Verdict> {
  const base = baseHeaders(talk.plan, talk.definition);
  const close = new AbortController();
  const stream = dial(talk, {
    purpose: 'get-stream',
    method: 'GET',
    url: talk.url,
    headers: streamHeaders(base, session),
    totalMs: STREAM_TRY_MS,
    stopsAtHead: () => true,
    close: close.signal,
    optional: true,
  });
  const listing = await readTools(talk, accepted.capabilities, postHeaders(base, session));
  const grace = setTimeout(() => close.abort(), STREAM_GRACE_MS);
  await stream;
  clearTimeout(grace);
  if (session['mcp-session-id'] !== undefined) await sayGoodbye(talk, mergeHeaders(base, session));
  return connected('legacy', reply, accepted, session['mcp-session-id'] !== undefined, listing);
}

/** After `server/discover`: no session, no stream, only the tools. */
export async function finishModern(talk: Talk, reply: RpcReply, accepted: Omit<Accepted, 'kind'>): Promise<Verdict> {
  const headers = postHeaders(baseHeaders(talk.plan, talk.definition), { 'mcp-method': 'tools/list', 'mcp-protocol-version': accepted.protocolVersion });
  const listing = await readTools(talk, accepted.capabilities, headers, buildModernMeta(talk.definition.handshake));
  return connected('modern', reply, accepted, false, listing);
}

async function readTools(talk: Talk, capabilities: readonly string[], headers: Headers, meta?: ModernMeta): Promise<ToolListing | undefined> {
  const { handshake } = talk.definition;
  if (!handshake.listsTools || !capabilities.includes('tools')) return undefined;
  const endsAtMs = talk.elapsedMs() + Math.min(Math.max(talk.plan.limitMs, 1_000), TOOLS_MS);
  const ask = async (request: RpcRequest): Promise<AskResult> => explainReply(await askRpc(talk, 'tools/list', request, headers, endsAtMs - talk.elapsedMs()));
  return listTools(ask, requestIds(handshake).next, meta);
}

function explainReply(reply: RpcReply): AskResult {
  const { answer, failure, status, exchange } = reply;
  if (answer !== undefined && (failure === undefined || answer.kind === 'error')) return answer;
  if (failure === 'auth' || failure === 'http-status' || failure === 'redirect') return { kind: 'none', why: `the server answered with status ${status ?? 0}` };
  if (failure === 'http-body') return { kind: 'none', why: `the answer was ${exchange.body?.kind ?? 'nothing'}, not JSON-RPC` };
  return { kind: 'none', why: exchange.error?.message ?? 'no answer came' };
}

function connected(era: 'legacy' | 'modern', reply: RpcReply, accepted: Omit<Accepted, 'kind'>, sessionId: boolean, listing: ToolListing | undefined): Verdict {
  return {
    kind: 'connected',
    era,
    ...accepted,
    atMs: reply.atMs,
    sessionId,
    decidedBy: reply.exchange,
    ...(listing === undefined ? {} : { tools: listing.tools }),
    ...(listing?.incomplete === undefined ? {} : { degraded: listing.incomplete }),
  };
}

/** Ends the session so that the server can forget it. The result means nothing. */
async function sayGoodbye(talk: Talk, headers: Headers): Promise<void> {
  const proxy = chooseProxy(talk.url, talk.plan.proxyEnv, talk.definition.http.proxy);
  if (proxy !== undefined && 'fault' in proxy) return;
  await requestOnce({
    url: talk.url,
    method: 'DELETE',
    headers,
    totalMs: GOODBYE_MS,
    maxBodyBytes: 1_024,
    ca: talk.ca,
    onHead: () => 'stop',
    ...(proxy === undefined ? {} : { proxy: proxy.url }),
  });
}
