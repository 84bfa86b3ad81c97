import { createParser } from 'eventsource-parser';
import { requestOnce } from '../../io/http.ts';
import type { HttpReply } from '../../io/http.ts';
import type { HandshakeFacts, NeighbourTry } from '../../model/index.ts';
import { buildInitialize } from '../protocol/messages.ts';

export interface ProbeWish {
  readonly url: URL;
  readonly transport: 'http' | 'sse';
  readonly headers: Readonly<Record<string, string>>;
  readonly handshake: HandshakeFacts;
  readonly totalMs: number;
  readonly proxy?: URL;
  readonly signal?: AbortSignal;
}

/** `detail` holds words of the server; the caller redacts it. */
export type ProbeAnswer = Pick<NeighbourTry, 'result' | 'status' | 'detail'>;

interface SeenEvent {
  readonly event: string;
  readonly data: string;
}

const MAX_BODY_BYTES = 256 * 1024;
const MAX_QUOTE = 160;

/** Asks one address one harmless question: POST `initialize`, or GET an event stream. Follows nothing, never throws. */
export async function probeMcp(wish: ProbeWish): Promise<ProbeAnswer> {
  const events: SeenEvent[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ event: event ?? 'message', data }) });
  let isStream = false;
  const isPost = wish.transport === 'http';
  const reply = await requestOnce({
    url: wish.url,
    method: isPost ? 'POST' : 'GET',
    headers: isPost
      ? { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...wish.headers }
      : { Accept: 'text/event-stream', 'Cache-Control': 'no-cache', ...wish.headers },
    ...(isPost ? { body: JSON.stringify(buildInitialize(wish.handshake)) } : {}),
    totalMs: wish.totalMs,
    maxBodyBytes: MAX_BODY_BYTES,
    ...(wish.proxy === undefined ? {} : { proxy: wish.proxy }),
    ...(wish.signal === undefined ? {} : { signal: wish.signal }),
    onHead: (_status, headers) => {
      isStream = isEventStream(headers);
      return 'continue';
    },
    onChunk: (text) => {
      if (!isStream) return 'continue';
      parser.feed(text);
      return events.some(({ data }) => data !== '') ? 'stop' : 'continue';
    },
  });
  return classifyReply(reply, events, wish.transport);
}

function classifyReply(reply: HttpReply, events: readonly SeenEvent[], transport: 'http' | 'sse'): ProbeAnswer {
  const { status, error } = reply;
  if (status === undefined) return { result: 'unreachable', detail: error === undefined ? 'no answer' : quote(`${error.code}: ${error.message}`) };
  if (error?.phase === 'proxy') return { result: 'unreachable', status, detail: quote(`the proxy answered: ${error.message}`) };
  const text = new TextDecoder().decode(reply.body);
  const message = isEventStream(reply.headers) ? events.find(({ event, data }) => event === 'message' && data !== '')?.data : text;
  const answer = message === undefined ? undefined : parseObject(message);
  if (status === 401 || status === 403) return classifyRefusal(status, reply, answer, text);
  if (transport === 'sse') return classifyStream(status, reply, events, text);
  if (answer !== undefined) {
    const judged = classifyRpc(status, answer);
    if (judged !== undefined) return judged;
  }
  return { result: 'not-mcp', status, detail: describeOther(reply, text) };
}

/** Event streams of the old transport begin with the address to post to; any other stream is something else. */
function classifyStream(status: number, reply: HttpReply, events: readonly SeenEvent[], text: string): ProbeAnswer {
  if (status !== 200 || !isEventStream(reply.headers)) return { result: 'not-mcp', status, detail: describeOther(reply, text) };
  const first = events.find(({ data }) => data !== '');
  if (first?.event === 'endpoint') return { result: 'mcp', status, detail: quote(`the event stream began with endpoint ${first.data}`) };
  return {
    result: 'not-mcp',
    status,
    detail: first === undefined ? 'an event stream without an "endpoint" event' : quote(`an event stream that began with "${first.event}"`),
  };
}

/** Other services speak JSON-RPC too and answer `initialize` with "method not found". */
function classifyRpc(status: number, answer: Readonly<Record<string, unknown>>): ProbeAnswer | undefined {
  if (answer['jsonrpc'] !== '2.0') return undefined;
  const result = answer['result'];
  if (isRecord(result) && typeof result['protocolVersion'] === 'string') {
    const info = result['serverInfo'];
    const name = isRecord(info) && typeof info['name'] === 'string' ? info['name'] : 'a server without a name';
    return { result: 'mcp', status, detail: quote(`${name} answered initialize with protocol version ${result['protocolVersion']}`) };
  }
  const error = answer['error'];
  if (!isRecord(error) || typeof error['code'] !== 'number') return undefined;
  const words = quote(`JSON-RPC error ${error['code']}: ${String(error['message'])}`);
  return { result: error['code'] === -32601 ? 'not-mcp' : 'mcp', status, detail: words };
}

/** A refusal counts as MCP behind a login when it says so in the protocol's own ways. A refused Host or Origin is no login. */
function classifyRefusal(status: number, reply: HttpReply, answer: Readonly<Record<string, unknown>> | undefined, text: string): ProbeAnswer {
  const challenge = reply.headers['www-authenticate'];
  const isAboutHost = status === 403 && /\b(?:host|origin)\b/i.test(text.slice(0, 2000));
  const isOurs = challenge !== undefined || (answer !== undefined && (answer['jsonrpc'] === '2.0' || answer['error'] !== undefined));
  const detail = challenge === undefined ? describeOther(reply, text) : quote(`WWW-Authenticate: ${challenge}`);
  return { result: isOurs && !isAboutHost ? 'mcp-needs-auth' : 'not-mcp', status, detail };
}

function describeOther(reply: HttpReply, text: string): string {
  const location = reply.headers['location'];
  if (location !== undefined) return quote(`redirect to ${location}`);
  if (text.trim() === '') return reply.error === undefined ? 'an empty answer' : quote(reply.error.message);
  const type = (reply.headers['content-type'] ?? 'no content type').split(';', 1)[0] ?? '';
  const title = /<title>([^<]{1,200})/i.exec(text.slice(0, 8192))?.[1];
  return quote(`${type}: ${title ?? text}`);
}

function isEventStream(headers: Readonly<Record<string, string>>): boolean {
  return (headers['content-type'] ?? '').toLowerCase().startsWith('text/event-stream');
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quote(text: string): string {
  const flat = text.slice(0, 2000).replaceAll(/\s+/g, ' ').trim();
  return flat.length > MAX_QUOTE ? `${flat.slice(0, MAX_QUOTE)}…` : flat;
}
