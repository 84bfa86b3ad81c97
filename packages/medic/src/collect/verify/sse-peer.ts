import type { HttpTurn, PeerEnd, ReceivedMessage, Turn } from '../../model/verify/index.ts';
import { checkEndpoint } from '../http/check-endpoint.ts';
import { mergeHeaders } from '../http/client-headers.ts';
import { askHttp, type HttpLine } from './http-line.ts';
import { replaceHeaders } from './http-peer.ts';
import { buildNotification, buildRequest, FIRST_FREE_ID } from './messages.ts';
import type { HttpAsk, Opened, Opening, RequestOptions, SsePeer } from './peer.ts';
import { createPending } from './pending.ts';
import { within } from './wait.ts';

export interface SsePeerOptions {
  readonly line: HttpLine;
  readonly url: URL;
  readonly revision: string;
  readonly probe: string;
}

/** The stream did not open, or named no usable address for POSTs; `turn` says what came instead. */
export class StreamFailure extends Error {
  readonly turn: Turn;
  constructor(message: string, turn: Turn) {
    super(message);
    this.turn = turn;
  }
}

const ENDPOINT_MS = 10_000;
const STREAM_MS = 300_000;
const DEFAULT_LIMIT_MS = 10_000;
const QUIET_MS = 250;
const MAX_SENT_CHARS = 4_000;

/** Opens the stream of HTTP+SSE (2024-11-05) and waits for its `endpoint` event. Rejects with `StreamFailure`. */
export async function openSsePeer({ line, url, probe, ...given }: SsePeerOptions): Promise<Opened<SsePeer>> {
  const number = line.recorder.nextPeer();
  const fromMs = line.recorder.clock();
  line.recorder.wire.sent(number, '');
  const pending = createPending();
  const close = new AbortController();
  let isOpen = true;
  let nextId = FIRST_FREE_ID;
  let ended: Promise<PeerEnd> | undefined;
  let { revision } = given;
  let opening: Opening | undefined;
  let tellEndpoint: (written: string | undefined) => void = () => undefined;
  const named = new Promise<string | undefined>((resolve) => {
    tellEndpoint = resolve;
  });
  const usual = (method: string): Record<string, string> =>
    mergeHeaders(
      { 'User-Agent': 'mcp-medic' },
      line.plan.headers,
      method === 'POST' ? { Accept: 'application/json, text/event-stream', 'Content-Type': 'application/json' } : { Accept: 'text/event-stream' },
    );
  const stream = askHttp(line, {
    probe,
    peer: number,
    method: 'GET',
    url,
    headers: usual('GET'),
    limitMs: STREAM_MS,
    close: close.signal,
    onEvent: (name, data) => {
      if (name !== 'endpoint') return;
      for (const value of URL.canParse(data, url.href) ? new URL(data, url).searchParams.values() : [])
        if (value.length >= 8) line.recorder.redactor.learn(value);
      tellEndpoint(data.slice(0, 2_000));
    },
    onMessage: (message) => {
      line.recorder.wire.received('legacy', number, message);
      pending.receive(message);
      return 'continue';
    },
  });
  void stream.finally(() => {
    isOpen = false;
    tellEndpoint(undefined);
    pending.end();
  });
  const written = await within(named, ENDPOINT_MS, line.signal);
  const endpoint = written === undefined ? undefined : checkEndpoint(written, url);
  if (written === undefined || endpoint === undefined) {
    close.abort();
    throw new StreamFailure(
      written === undefined ? 'no endpoint event came' : 'the endpoint event names another origin or no address',
      openingTurn(await stream),
    );
  }

  function openingTurn(http: HttpTurn): Turn {
    return {
      peer: number,
      what: 'GET of the event stream',
      sent: '',
      others: [],
      noise: [],
      http,
      end: http.status === undefined ? 'unreachable' : 'answered',
      ms: Math.round(line.recorder.clock() - fromMs),
    };
  }

  /** A POST of its own. The HTTP answer only says that the message was taken. */
  async function ask(wanted: HttpAsk): Promise<Turn> {
    const startedMs = line.recorder.clock();
    const others: ReceivedMessage[] = [];
    if (wanted.body !== undefined) line.recorder.wire.sent(number, `${wanted.body}\n`);
    const http = await askHttp(line, {
      probe,
      peer: number,
      method: wanted.method,
      url: wanted.url ?? (endpoint as URL),
      headers: replaceHeaders(usual(wanted.method), wanted.headers ?? {}),
      ...(wanted.body === undefined ? {} : { body: wanted.body }),
      limitMs: wanted.limitMs ?? DEFAULT_LIMIT_MS,
      ...(wanted.watchMs === undefined ? {} : { watchMs: wanted.watchMs }),
      onMessage: (message) => {
        others.push(message);
        return 'continue';
      },
    });
    return {
      peer: number,
      what: wanted.what,
      sent: (wanted.body ?? '').slice(0, MAX_SENT_CHARS),
      others,
      noise: [],
      http,
      end: http.status === undefined ? 'unreachable' : 'answered',
      ms: Math.round(line.recorder.clock() - startedMs),
    };
  }

  async function send(id: string | number | undefined, body: string, what: string, options: RequestOptions, limitMs: number): Promise<Turn> {
    const startedMs = line.recorder.clock();
    const waiting = pending.expect(id);
    const posted = await ask({
      method: 'POST',
      what,
      body,
      limitMs,
      ...(options.headers === undefined ? {} : { headers: options.headers }),
      ...(options.url === undefined ? {} : { url: options.url }),
    });
    // An answer in the response to the POST will not come a second time.
    const isAnswered = posted.others.some(({ kind }) => kind === 'answer');
    const isRefused = posted.http?.status === undefined || posted.http.status >= 300;
    const left = isRefused ? 0 : isAnswered ? QUIET_MS : Math.max(0, limitMs - (line.recorder.clock() - startedMs));
    const answer = await within(waiting.answer, left, line.signal);
    waiting.stop();
    return {
      ...posted,
      ...(answer === undefined ? {} : { answer }),
      others: [...posted.others, ...waiting.others],
      end: posted.end === 'unreachable' ? 'unreachable' : answer !== undefined || isRefused ? 'answered' : 'silent',
      ms: Math.round(line.recorder.clock() - startedMs),
    };
  }

  const peer: SsePeer = {
    number,
    transport: 'sse',
    era: 'legacy',
    get revision() {
      return revision;
    },
    get opening() {
      return opening;
    },
    endpoint,
    endpointWritten: written,
    unasked: pending.unasked,
    isAlive: () => isOpen,
    ask,
    request: (method, params, options = {}) => {
      const id = options.id ?? nextId++;
      return send(id, JSON.stringify(buildRequest('legacy', id, method, params, options)), method, options, options.limitMs ?? DEFAULT_LIMIT_MS);
    },
    notify: (method, params, options = {}) =>
      send(undefined, JSON.stringify(buildNotification('legacy', method, params, options)), method, options, options.limitMs ?? QUIET_MS),
    raw: (text, what, options = {}) => send(options.id, text, what, options, options.limitMs ?? 1_500),
    close: () => (ended ??= end()),
  };

  async function end(): Promise<PeerEnd> {
    const startedMs = line.recorder.clock();
    close.abort();
    await stream;
    return { ms: Math.round(line.recorder.clock() - startedMs) };
  }

  return {
    peer,
    adopt: (agreed, shaken) => {
      revision = agreed;
      opening = shaken;
    },
  };
}
