import type { Era, PeerEnd, ReceivedMessage, RpcAnswer, Turn } from '../../model/verify/index.ts';
import { askHttp, type HttpLine } from './http-line.ts';
import { buildNotification, buildRequest, FIRST_FREE_ID, modernHeaders } from './messages.ts';
import { mergeHeaders } from '../http/client-headers.ts';
import type { HttpAsk, HttpPeer, Opened } from './peer.ts';
import { compareIds, readAnswer } from './read-message.ts';

export interface HttpPeerOptions {
  readonly line: HttpLine;
  readonly endpoint: URL;
  readonly era: Era;
  readonly revision: string;
  readonly probe: string;
}

/** The header is sent after the handshake, from this revision on. */
const FIRST_WITH_VERSION_HEADER = '2025-06-18';
const DEFAULT_LIMIT_MS = 10_000;
const RAW_LIMIT_MS = 5_000;
const MAX_SENT_CHARS = 4_000;

/** A session, or in the modern era merely an address, over Streamable HTTP. Each request has a connection of its own. */
export function openHttpPeer(options: HttpPeerOptions): Opened<HttpPeer> {
  const { line, era, probe } = options;
  const number = line.recorder.nextPeer();
  const unasked: ReceivedMessage[] = [];
  let { revision } = options;
  let opening: HttpPeer['opening'];
  let sessionId: string | undefined;
  let nextId = FIRST_FREE_ID;
  let ended: Promise<PeerEnd> | undefined;
  let isGone = false;

  function headersFor(ask: HttpAsk): Record<string, string> {
    const usual = mergeHeaders(
      { 'User-Agent': 'mcp-medic' },
      line.plan.headers,
      ask.method === 'POST'
        ? { Accept: 'application/json, text/event-stream', 'Content-Type': 'application/json' }
        : ask.method === 'GET'
          ? { Accept: 'text/event-stream' }
          : {},
      sessionId === undefined ? {} : { 'Mcp-Session-Id': sessionId },
      opening !== undefined && revision >= FIRST_WITH_VERSION_HEADER ? { 'MCP-Protocol-Version': revision } : {},
    );
    return replaceHeaders(usual, ask.headers ?? {});
  }

  async function ask(wanted: HttpAsk): Promise<Turn> {
    const fromMs = line.recorder.clock();
    const others: ReceivedMessage[] = [];
    let answer: RpcAnswer | undefined;
    const http = await askHttp(line, {
      probe,
      peer: number,
      method: wanted.method,
      url: wanted.url ?? options.endpoint,
      headers: headersFor(wanted),
      ...(wanted.body === undefined ? {} : { body: wanted.body }),
      limitMs: wanted.limitMs ?? DEFAULT_LIMIT_MS,
      ...(wanted.lingerMs === undefined ? {} : { lingerMs: wanted.lingerMs }),
      ...(wanted.watchMs === undefined ? {} : { watchMs: wanted.watchMs }),
      ...(wanted.what === 'initialize' ? { onSession: (id: string) => (sessionId ??= id) } : {}),
      onMessage: (message) => {
        line.recorder.wire.received(era, number, message);
        const isAnswer = answer === undefined && (message.kind === 'answer' || message.kind === 'batch');
        // On a stream of its own, an answer with another id is still meant for this request; a GET stream has none.
        if (isAnswer && (wanted.id === undefined || compareIds(message.json, wanted.id) !== 'no' || wanted.method === 'POST'))
          answer = readAnswer(message, wanted.id ?? '');
        else {
          others.push(message);
          unasked.push(message);
        }
        return (wanted.until?.(message) ?? answer !== undefined) ? 'stop' : 'continue';
      },
    });
    if (http.status === 404 && sessionId !== undefined && wanted.headers?.['Mcp-Session-Id'] === undefined && wanted.url === undefined) isGone = true;
    return {
      peer: number,
      what: wanted.what,
      sent: (wanted.body ?? '').slice(0, MAX_SENT_CHARS),
      ...(answer === undefined ? {} : { answer }),
      others,
      noise: [],
      http,
      end: http.status === undefined ? 'unreachable' : answer !== undefined || http.ended ? 'answered' : 'silent',
      ms: Math.round(line.recorder.clock() - fromMs),
    };
  }

  const peer: HttpPeer = {
    number,
    transport: 'http',
    era,
    endpoint: options.endpoint,
    get revision() {
      return revision;
    },
    get sessionId() {
      return sessionId;
    },
    get opening() {
      return opening;
    },
    unasked,
    isAlive: () => !isGone,
    ask,
    request: (method, params, request = {}) => {
      const id = request.id ?? nextId++;
      const body = JSON.stringify(buildRequest(era, id, method, params, request));
      return ask({
        method: 'POST',
        what: method,
        body,
        id,
        ...pick(request),
        headers: { ...(era === 'modern' ? modernHeaders(method, params) : {}), ...request.headers },
      });
    },
    notify: (method, params, request = {}) => {
      const body = JSON.stringify(buildNotification(era, method, params, request));
      return ask({
        method: 'POST',
        what: method,
        body,
        ...pick(request),
        headers: { ...(era === 'modern' ? modernHeaders(method, params) : {}), ...request.headers },
      });
    },
    raw: (text, what, request = {}) =>
      ask({
        method: 'POST',
        what,
        body: text,
        limitMs: RAW_LIMIT_MS,
        ...(request.id === undefined ? {} : { id: request.id }),
        ...pick(request),
        headers: { ...request.headers },
      }),
    close: () => (ended ??= end()),
  };

  async function end(): Promise<PeerEnd> {
    const fromMs = line.recorder.clock();
    // A session that is left open costs the server memory until it times out.
    if (sessionId !== undefined && !isGone) await ask({ method: 'DELETE', what: 'end of the session', limitMs: 2_000 });
    return { ms: Math.round(line.recorder.clock() - fromMs) };
  }

  return {
    peer,
    adopt: (agreed, shaken) => {
      revision = agreed;
      opening = shaken;
    },
  };
}

function pick(request: Pick<HttpAsk, 'limitMs' | 'lingerMs' | 'until' | 'url'>): Pick<HttpAsk, 'limitMs' | 'lingerMs' | 'until' | 'url'> {
  return {
    ...(request.limitMs === undefined ? {} : { limitMs: request.limitMs }),
    ...(request.lingerMs === undefined ? {} : { lingerMs: request.lingerMs }),
    ...(request.until === undefined ? {} : { until: request.until }),
    ...(request.url === undefined ? {} : { url: request.url }),
  };
}

/** Header names compare without case; `null` takes a header away. */
export function replaceHeaders(base: Readonly<Record<string, string>>, changes: Readonly<Record<string, string | null>>): Record<string, string> {
  const changed = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = Object.entries(base).filter(([name]) => !changed.has(name.toLowerCase()));
  return Object.fromEntries([...kept, ...Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== null)]);
}
