import { classifyAddress } from '../../io/classify-address.ts';
import type { AddressKind } from '../../io/classify-address.ts';
import { requestOnce } from '../../io/http.ts';
import { chooseProxy } from '../../io/proxy.ts';
import type { HttpReply, HttpRequest } from '../../io/http.ts';
import type { HttpExchange } from '../../model/index.ts';
import { strangerHeaders } from './client-headers.ts';
import { decideRedirect } from './decide-redirect.ts';
import { buildExchange } from './build-exchange.ts';
import { guardRedirect, kindOfHost } from './guard-redirect.ts';
import { createEventReader } from './read-events.ts';
import type { RedirectFacts } from './decide-redirect.ts';
import type { EventReader, StreamEvent } from './read-events.ts';
import type { Talk } from './talk.ts';

export interface Ask {
  /** See `HttpExchange.purpose`. */
  readonly purpose: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly totalMs: number;
  readonly onEvent?: (event: StreamEvent, atMs: number) => 'continue' | 'stop';
  /** Status and headers are all we want. */
  readonly stopsAtHead?: (status: number, headers: Readonly<Record<string, string>>) => boolean;
  /** Ends a stream on purpose; that is then no fault. */
  readonly close?: AbortSignal;
  /** The address an `endpoint` event named. */
  readonly describeEndpoint?: () => string | undefined;
  /** Leaves no trace when we closed it before anything came. */
  readonly optional?: boolean;
}

export interface Dialled {
  readonly exchange: HttpExchange;
  readonly reply: HttpReply;
  /** Of the last request on the way. */
  readonly method: string;
  readonly url: URL;
  readonly isStream: boolean;
}

/** Bodies that are neither JSON nor an event stream only need to be recognised. */
const OTHER_BODY_CHARS = 256 * 1024;

/** Sends one request, follows redirects as the client does, and records the exchange. Never throws. */
export async function dial(talk: Talk, ask: Ask): Promise<Dialled> {
  const startedMs = talk.elapsedMs();
  const redirects: RedirectFacts[] = [];
  let { url, method, headers, body } = ask;
  let pin: HttpRequest['pin'];
  const homeKinds = new Set<AddressKind>([kindOfHost(url.hostname)].filter((kind) => kind !== undefined));
  for (;;) {
    const leg = await sendLeg(talk, ask, {
      url,
      method,
      headers,
      totalMs: ask.totalMs - (talk.elapsedMs() - startedMs),
      ...(body === undefined ? {} : { body }),
      ...(pin === undefined ? {} : { pin }),
    });
    const { reply } = leg;
    if (reply.viaProxy === undefined && reply.remote !== undefined && url.origin === ask.url.origin) homeKinds.add(classifyAddress(reply.remote.address));
    const decision = decideRedirect(
      reply.status ?? 0,
      reply.headers['location'],
      url,
      method,
      talk.definition.http.follows,
      redirects.filter((one) => one.followed).length,
    );
    const target =
      decision?.next === undefined ? undefined : await guardRedirect(decision.next, ask.url, homeKinds, proxyFor(talk, decision.next) !== undefined);
    if (decision !== undefined) {
      redirects.push({
        status: decision.status,
        location: talk.redactor.url(decision.location.slice(0, 2_000)),
        followed: target !== undefined,
        methodAfter: decision.methodAfter,
      });
    }
    if (decision === undefined || target === undefined) {
      const exchange = buildExchange(talk, ask, reply, redirects, leg.reader?.summary());
      const isEmpty = ask.optional === true && reply.status === undefined;
      if (!isEmpty) talk.exchanges.push({ startedMs, exchange });
      return { exchange, reply, method, url, isStream: leg.reader !== undefined };
    }
    if (decision.methodAfter !== method) body = undefined;
    if (target.url.origin !== url.origin) headers = strangerHeaders(headers, talk.plan);
    ({ url, pin } = target);
    method = decision.methodAfter;
  }
}

function proxyFor(talk: Talk, url: URL): ReturnType<typeof chooseProxy> {
  return chooseProxy(url, talk.plan.proxyEnv, talk.definition.http.proxy);
}

type Leg = Pick<HttpRequest, 'url' | 'method' | 'headers' | 'totalMs' | 'body' | 'pin'>;

async function sendLeg(talk: Talk, ask: Ask, leg: Leg): Promise<{ readonly reply: HttpReply; readonly reader?: EventReader }> {
  const proxy = proxyFor(talk, leg.url);
  if (proxy !== undefined && 'fault' in proxy) return { reply: { headers: {}, body: new Uint8Array(), truncated: false, phasesMs: {}, error: proxy.fault } };
  const signals = [talk.signal, ask.close].filter((signal) => signal !== undefined);
  let reader: EventReader | undefined;
  let isJson = false;
  let chars = 0;
  const reply = await requestOnce({
    ...leg,
    maxBodyBytes: 16 * 1024 * 1024,
    ca: talk.ca,
    ...(proxy === undefined ? {} : { proxy: proxy.url }),
    ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }),
    onHead: (status, headers) => {
      learnSession(talk, headers);
      if (ask.stopsAtHead?.(status, headers) === true) return 'stop';
      const contentType = (headers['content-type'] ?? '').toLowerCase();
      isJson = contentType.includes('json');
      const isStream = contentType.includes('text/event-stream') && status >= 200 && status < 300;
      if (isStream) reader = createEventReader(ask.onEvent ?? (() => 'continue'));
      // A stream that a GET opened in place of our POST never carries the answer: nothing to wait for.
      return isStream && ask.method === 'POST' && leg.method === 'GET' ? 'stop' : 'continue';
    },
    onChunk: (text, atMs) => {
      chars += text.length;
      if (reader !== undefined) return reader.feed(text, atMs);
      return !isJson && chars > OTHER_BODY_CHARS ? 'stop' : 'continue';
    },
  });
  const closed = ask.close?.aborted === true && reply.error?.code === 'ABORTED';
  const { error: _, ...rest } = reply;
  return { reply: closed ? { ...rest, stopped: true } : reply, ...(reader === undefined ? {} : { reader }) };
}

/** A session id opens somebody's session: it is as good as a key. */
function learnSession(talk: Talk, headers: Readonly<Record<string, string>>): void {
  const id = headers['mcp-session-id'];
  if (id !== undefined) talk.redactor.learn(id);
}
