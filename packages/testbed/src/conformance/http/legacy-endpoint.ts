import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import { answerLegacy } from '../legacy/dispatch.ts';
import { openSession } from '../legacy/session.ts';
import type { Changes } from '../exchange.ts';
import { isLegacyRevision, isSince, servedRevisions } from '../revisions.ts';
import { CODES, readMessage, RpcError, type Incoming, type Outgoing } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import { accepts, answerOn, sendReply } from './answer.ts';
import { openEventStream, type EventStream } from './event-stream.ts';
import { newSessionStore, type HttpSession } from './legacy-sessions.ts';
import { acceptNotification } from './modern-endpoint.ts';

const KEPT_STREAMS = 100;

export interface LegacyEndpoint {
  readonly post: (body: unknown, request: IncomingMessage, response: ServerResponse, access: Exchange['access']) => Promise<void>;
  readonly get: (request: IncomingMessage, response: ServerResponse) => void;
  readonly remove: (request: IncomingMessage, response: ServerResponse) => void;
}

/** The sessions, streams and answers of Streamable HTTP from 2025-03-26 to 2025-11-25. */
export function legacyEndpoint(settings: Settings, changes: Changes): LegacyEndpoint {
  const { broken } = settings;
  const store = newSessionStore(settings, changes);
  const post: LegacyEndpoint['post'] = async (body, request, response, access) => {
    const messages = Array.isArray(body) ? body.map((one) => readMessage(one)) : [readMessage(body)];
    if (messages.length === 0 || messages.some((message) => message === undefined))
      throw new RpcError(CODES.invalidRequest, 'The body is no JSON-RPC message', { httpStatus: 400 });
    const known = messages as Incoming[];
    const isFirst = known.some(({ method }) => method === 'initialize') && (!Array.isArray(body) || broken('rpc.batch--initialize'));
    checkVersionHeader(request, isFirst, settings);
    const http = settings.sessions ? (isFirst ? store.create(request) : store.find(request)) : stateless(request, isFirst, settings, changes);
    if (Array.isArray(body)) return postBatch(known, response, http, access);
    const [message] = known as [Incoming];
    const isNotification = message.id === undefined || (message.id === 0 && broken('rpc.id-echo--zero'));
    if (isNotification || message.method === undefined) {
      if (broken('ht.initialized-accepted') && message.method === 'notifications/initialized') return void response.writeHead(400).end();
      await answerLegacy(message, http.session, { notify: () => {}, access });
      return acceptNotification(response, settings);
    }
    const isNewer = request.headers['mcp-protocol-version'] !== undefined && request.headers['mcp-protocol-version'] !== http.session.revision;
    if (!isFirst && isNewer && broken('ht.version-header-newest'))
      throw new RpcError(CODES.invalidRequest, 'MCP-Protocol-Version is not that of the session', { httpStatus: 400 });
    if (BATCHED.has(http)) return;
    if (broken('ht.parallel') && (await isDropped(http))) return void response.destroy();
    const headers: Record<string, string> = isFirst && settings.sessions ? { 'mcp-session-id': http.id } : {};
    const answer = answerOn(request, response, settings, () => openPostStream(http, headers), headers);
    const reply = await answerLegacy(message, http.session, { notify: answer.notify, access });
    if (isFirst && http.session.revision === undefined) store.end(http);
    answer.finish(reply);
  };

  const openPostStream = (http: HttpSession, headers: Readonly<Record<string, string>>): EventStream =>
    keep(http, openEventStream({ settings, isResumable: isSince(http.session.revision ?? '', '2025-11-25'), headers }));

  const postBatch = async (messages: readonly Incoming[], response: ServerResponse, http: HttpSession, access: Exchange['access']): Promise<void> => {
    if (broken('rpc.batch-survives')) BATCHED.add(http);
    const isAllowed = http.session.revision === '2025-03-26' ? !broken('rpc.batch') : broken('rpc.batch--later');
    if (!isAllowed && !(broken('rpc.batch--initialize') && http.session.revision === undefined))
      throw new RpcError(CODES.invalidRequest, 'Batches are not taken', { httpStatus: 400 });
    const replies = await Promise.all(messages.map((message) => answerLegacy(message, http.session, { notify: () => {}, access })));
    const sent: readonly Outgoing[] = replies.flatMap((reply) => (reply === undefined ? [] : [reply.message]));
    if (sent.length === 0) return acceptNotification(response, settings);
    sendReply(response, { message: sent, httpStatus: 200 });
  };

  const get: LegacyEndpoint['get'] = (request, response) => {
    if (broken('ht.get--hang')) return;
    if (broken('ht.get--page')) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>The server is running</h1>');
    if (broken('ht.get')) {
      response.writeHead(404).end();
      return;
    }
    if (!settings.getStream || !settings.sessions) {
      response.writeHead(405, { allow: 'POST, DELETE' }).end();
      return;
    }
    if (!accepts(request, 'text/event-stream')) throw new RpcError(CODES.invalidRequest, 'Accept must list text/event-stream', { httpStatus: 406 });
    checkVersionHeader(request, false, settings);
    const http = store.find(request);
    const last = request.headers['last-event-id'];
    if (last !== undefined) {
      const known = [...http.streams.values()].find(({ id }) => String(last).startsWith(`${id}.`) || broken('ht.sse-resume--same-id'));
      if (broken('ht.sse-resume') && known !== undefined) return replayAnother(http, known, response);
      if (known?.attach(response, String(last)) === true) return;
      throw new RpcError(CODES.invalidRequest, 'The event is not known', { httpStatus: 400 });
    }
    const stream = keep(http, openEventStream({ settings, isResumable: isSince(http.session.revision ?? '', '2025-11-25') }));
    http.listening.push(stream);
    stream.attach(response);
  };

  const replayAnother = (http: HttpSession, wanted: EventStream, response: ServerResponse): void => {
    const other = http.listening.filter((stream) => stream !== wanted).at(-1) ?? openEventStream({ settings, isResumable: true });
    other.attach(response);
  };

  const remove: LegacyEndpoint['remove'] = (request, response) => {
    if (broken('ht.delete')) {
      response.writeHead(500).end();
      return;
    }
    if (!settings.sessions) {
      response.writeHead(405, { allow: 'POST' }).end();
      return;
    }
    checkVersionHeader(request, false, settings);
    store.end(store.find(request));
    response.writeHead(204).end();
  };
  return { post, get, remove };
}

/** Sessions that a batch has brought to a standstill. */
const BATCHED = new WeakSet<HttpSession>();
const BUSY = new WeakSet<HttpSession>();

/** Takes its time with a request, and has none for those that come meanwhile. */
async function isDropped(http: HttpSession): Promise<boolean> {
  if (BUSY.has(http)) return true;
  BUSY.add(http);
  await sleep(50);
  BUSY.delete(http);
  return false;
}

/** Without sessions every POST stands for itself, with the version its header names. */
function stateless(request: IncomingMessage, isFirst: boolean, settings: Settings, changes: Changes): HttpSession {
  const session = openSession(settings, changes, () => {});
  session.end();
  const version = request.headers['mcp-protocol-version'];
  if (!isFirst) session.revision = isLegacyRevision(version) ? version : '2025-03-26';
  session.isInitialized = !isFirst;
  return { id: '', session, streams: new Map(), listening: [], socket: request.socket };
}

function keep(http: HttpSession, stream: EventStream): EventStream {
  http.streams.set(stream.id, stream);
  const [oldest] = http.streams.keys();
  if (http.streams.size > KEPT_STREAMS && oldest !== undefined) http.streams.delete(oldest);
  return stream;
}

/** From 2025-06-18 on: a version we do not serve is refused, an absent one is not. */
function checkVersionHeader(request: IncomingMessage, isFirst: boolean, { broken, revision }: Settings): void {
  if (!isSince(revision, '2025-06-18')) return;
  const version = request.headers['mcp-protocol-version'];
  const served: readonly string[] = servedRevisions(revision);
  const isRefused = version === undefined ? !isFirst && broken('ht.version-header-good--absent') : broken('ht.version-header-good');
  const isUnknown = version !== undefined && !served.includes(String(version)) && !broken('ht.version-header-bad') && !broken('ver.known-string--always');
  if (isRefused || isUnknown)
    throw new RpcError(CODES.invalidRequest, `Unsupported protocol version in MCP-Protocol-Version; served: ${served.join(', ')}`, {
      httpStatus: isUnknown && broken('ht.version-header-bad--500') ? 500 : 400,
    });
}
