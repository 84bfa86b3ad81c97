import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Changes, Exchange } from '../exchange.ts';
import { answerLegacy } from '../legacy/dispatch.ts';
import { openSession, type Session } from '../legacy/session.ts';
import { CODES, notificationOf, readMessage, RpcError, type Outgoing } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import { readBody } from './body.ts';

const POST_PATH = '/messages';

export type SseEndpoint = (request: IncomingMessage, response: ServerResponse, access: Exchange['access']) => Promise<void> | void;

/** The transport of 2024-11-05: one stream per client at /sse, messages posted to the address its first event names. */
export function sseEndpoint(settings: Settings, changes: Changes): SseEndpoint {
  const { broken } = settings;
  const clients = new Map<string, { readonly session: Session; readonly send: (message: Outgoing) => void }>();

  const open = (request: IncomingMessage, response: ServerResponse): void => {
    const id = randomUUID();
    const send = (message: Outgoing) => response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    const session = openSession(settings, changes, send);
    clients.set(id, { session, send });
    response.on('close', () => {
      clients.delete(id);
      session.end();
    });
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    if (broken('sse.endpoint--late')) send(notificationOf('notifications/tools/list_changed'));
    const path = `${POST_PATH}?sessionId=${id}`;
    const address = broken('sse.endpoint--origin') ? `http://localhost:1${path}` : broken('sse.endpoint--json') ? JSON.stringify({ uri: path }) : path;
    if (!broken('sse.endpoint--none')) response.write(`event: endpoint\ndata: ${address}\n\n`);
    if (broken('sse.stays-open')) endIdle(response, clients.get(id)?.session);
    if (broken('http.idle')) return;
    const timer = setInterval(() => response.write(': keep-alive\n\n'), settings.keepAliveMs);
    response.on('close', () => clearInterval(timer));
  };

  const post = async (request: IncomingMessage, response: ServerResponse, id: string, access: Exchange['access']): Promise<void> => {
    const client = clients.get(id);
    if (client === undefined && broken('sse.session-unknown')) return void response.writeHead(202).end();
    if (client === undefined) throw new RpcError(CODES.invalidRequest, 'The session is not known', { httpStatus: 404 });
    const message = readMessage(await readBody(request, settings));
    if (message === undefined) throw new RpcError(CODES.invalidRequest, 'The body is no JSON-RPC message', { httpStatus: 400 });
    const { session, send } = client;
    const work = answerLegacy(message, session, { notify: (method, params) => send(notificationOf(method, params)), access });
    if (broken('sse.endpoint--reply-in-post')) {
      const reply = await work;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply?.message ?? {}));
      return;
    }
    const isRefused = broken('sse.endpoint--status') || (broken('sse.post--initialized') && message.method === 'notifications/initialized');
    response.writeHead(isRefused ? 500 : 202, { 'content-type': 'text/plain' }).end('Accepted');
    if (message.method === 'initialize') sayTooEarly(session);
    const reply = await work;
    if (reply !== undefined) send(reply.message);
    if (reply !== undefined && broken('rpc.one-answer')) send(reply.message);
  };

  return (request, response, access) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === POST_PATH && request.method === 'POST') return post(request, response, searchParams.get('sessionId') ?? '', access);
    if (pathname === '/sse' && request.method === 'GET') return open(request, response);
    if (pathname === '/sse' && broken('sse.post-to-stream')) return void response.writeHead(500).end();
    response.writeHead(pathname === '/sse' ? 405 : 404, pathname === '/sse' ? { allow: 'GET' } : {}).end();
  };
}

const IDLE_MS = 200;

/** Ends the stream of a client that has not even said hello after a moment. */
function endIdle(response: ServerResponse, session: Session | undefined): void {
  setTimeout(() => {
    if (session?.revision === undefined) response.end();
  }, IDLE_MS).unref();
}

/** What switches send between `initialize` and `notifications/initialized`. */
export function sayTooEarly({ send, settings: { broken } }: Session): void {
  if (broken('ver.preinit-silence')) send({ jsonrpc: '2.0', id: 'early', method: 'roots/list' });
  if (broken('ver.preinit-silence--notification')) send(notificationOf('notifications/tools/list_changed'));
}
