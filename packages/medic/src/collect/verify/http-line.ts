import { isUtf8 } from 'node:buffer';
import { requestOnce, type HttpReply } from '../../io/http.ts';
import { chooseProxy, isLoopbackName } from '../../io/proxy.ts';
import type { HttpPlan } from '../../model/index.ts';
import type { HttpTurn, ReceivedMessage } from '../../model/verify/index.ts';
import { createEventText, type EventText } from './event-text.ts';
import { parseMessage, readMessage } from './read-message.ts';
import type { Recorder } from './recorder.ts';
import { pause } from './wait.ts';

export interface HttpLine {
  readonly plan: HttpPlan;
  readonly recorder: Recorder;
  readonly ca?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface LineAsk {
  readonly probe: string;
  readonly peer: number;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limitMs: number;
  /** Told of every message as it comes; `stop` ends the reading, after `lingerMs`. */
  readonly onMessage: (message: ReceivedMessage) => 'continue' | 'stop';
  /** Told of event data that is no JSON: the `endpoint` event of the old transport. */
  readonly onEvent?: (name: string, data: string) => void;
  readonly lingerMs?: number;
  /** Ends the reading of an event stream so long after its head. */
  readonly watchMs?: number;
  readonly close?: AbortSignal;
  /** Told of the session id that came with the response, raw. */
  readonly onSession?: (id: string) => void;
}

/** Polite to other people's machines: two requests a second. Loopback is the user's own. */
const REMOTE_GAP_MS = 500;
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const MAX_BODY_CHARS = 64 * 1024;
const lastAsked = new Map<string, number>();

/** Sends one HTTP request and reads the JSON-RPC messages in its answer. Follows no redirects. Never throws. */
export async function askHttp(line: HttpLine, ask: LineAsk): Promise<HttpTurn> {
  const { recorder, plan } = line;
  await keepDistance(ask.url, line.signal);
  const proxy = chooseProxy(ask.url, plan.proxyEnv, 'env');
  if (proxy !== undefined && 'fault' in proxy)
    return describe(ask, { headers: {}, body: new Uint8Array(), truncated: false, phasesMs: {}, error: proxy.fault }, undefined, recorder);
  const linger = new AbortController();
  const signals = [line.signal, ask.close, linger.signal].filter((signal) => signal !== undefined);
  let stream: EventText | undefined;
  let isStopped = false;
  let endLinger: NodeJS.Timeout | undefined;
  const take = (value: unknown): void => {
    recorder.note(ask.probe, ask.peer, 'received', JSON.stringify(value));
    if (ask.onMessage(readMessage(value, recorder.clock())) !== 'stop' || isStopped) return;
    isStopped = true;
    if (ask.lingerMs !== undefined) endLinger = setTimeout(() => linger.abort(), ask.lingerMs);
  };
  recorder.note(
    ask.probe,
    ask.peer,
    'sent',
    `${ask.method} ${ask.url.pathname}${ask.url.search}\n${headLines(recorder.redactor.headers(ask.headers))}${ask.body === undefined ? '' : `\n\n${ask.body}`}`,
  );
  const reply = await requestOnce({
    url: ask.url,
    method: ask.method,
    headers: ask.headers,
    ...(ask.body === undefined ? {} : { body: ask.body }),
    totalMs: ask.limitMs,
    maxBodyBytes: MAX_BODY_BYTES,
    ...(line.ca === undefined ? {} : { ca: line.ca }),
    ...(proxy === undefined ? {} : { proxy: proxy.url }),
    signal: AbortSignal.any(signals),
    onHead: (status, headers) => {
      const session = headers['mcp-session-id'];
      // Whoever knows the id speaks in the session: as good as a key.
      if (session !== undefined) {
        recorder.redactor.learn(session);
        ask.onSession?.(session);
      }
      recorder.note(ask.probe, ask.peer, 'received', `HTTP ${status}\n${headLines(recorder.redactor.headers(headers))}`);
      if (mediaType(headers) === 'text/event-stream') {
        if (ask.watchMs !== undefined) endLinger = setTimeout(() => linger.abort(), ask.watchMs);
        stream = createEventText((data, name) => {
          const parsed = data === '' ? undefined : parseMessage(data);
          // The address of the old transport, even where a server wrapped it in JSON.
          if (name !== 'endpoint' && parsed !== undefined && typeof parsed.value === 'object') take(parsed.value);
          else ask.onEvent?.(name, data);
        });
      }
      return 'continue';
    },
    onChunk: (text, atMs) => {
      stream?.feed(text, atMs);
      return isStopped && ask.lingerMs === undefined ? 'stop' : 'continue';
    },
  });
  clearTimeout(endLinger);
  if (stream === undefined && reply.body.length > 0) {
    const parsed = parseMessage(new TextDecoder().decode(reply.body));
    if (parsed !== undefined && typeof parsed.value === 'object' && parsed.value !== null) take(parsed.value);
  }
  if (reply.error !== undefined && reply.status === undefined) recorder.note(ask.probe, ask.peer, 'event', `${reply.error.code}: ${reply.error.message}`);
  return describe(ask, reply, stream, recorder);
}

function describe(ask: LineAsk, reply: HttpReply, stream: EventText | undefined, { redactor }: Recorder): HttpTurn {
  const stoppedByUs = reply.stopped === true || reply.error?.code === 'ABORTED' || reply.error?.code === 'BODY_TIMEOUT';
  return {
    method: ask.method,
    url: redactor.url(ask.url.href),
    requestHeaders: redactor.headers(ask.headers),
    ...(reply.status === undefined ? {} : { status: reply.status }),
    headers: redactor.headers(reply.headers),
    contentType: mediaType(reply.headers),
    body: new TextDecoder().decode(reply.body.subarray(0, MAX_BODY_CHARS)),
    bytes: reply.body.length,
    ...(reply.error === undefined && reply.stopped !== true && !isUtf8(reply.body) ? { notUtf8: true as const } : {}),
    ...(stream === undefined ? {} : { events: stream.events, retries: stream.retries, comments: stream.comments() }),
    ended: reply.status !== undefined && !stoppedByUs && reply.error === undefined,
    ...(reply.error === undefined || (stoppedByUs && reply.status !== undefined)
      ? {}
      : { error: { phase: reply.error.phase, code: reply.error.code, message: reply.error.message } }),
    phasesMs: reply.phasesMs,
  };
}

function mediaType(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function headLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

async function keepDistance(url: URL, signal: AbortSignal | undefined): Promise<void> {
  if (isLoopbackName(url.hostname)) return;
  const now = performance.now();
  const next = Math.max(now, (lastAsked.get(url.host) ?? -REMOTE_GAP_MS) + REMOTE_GAP_MS);
  lastAsked.set(url.host, next);
  if (next > now) await pause(next - now, signal);
}
