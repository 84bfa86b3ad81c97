import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Changes } from '../exchange.ts';
import { openSession, type Session } from '../legacy/session.ts';
import { CODES, RpcError, type Outgoing } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import type { EventStream } from './event-stream.ts';

export interface HttpSession {
  readonly id: string;
  readonly session: Session;
  /** Every stream that can be resumed, by its id. */
  readonly streams: Map<string, EventStream>;
  /** Streams that were opened by GET, the newest last. */
  readonly listening: EventStream[];
  readonly socket: Socket;
}

export interface SessionStore {
  readonly create: (request: IncomingMessage) => HttpSession;
  /** The session a request names; throws what the client is to get when there is none. */
  readonly find: (request: IncomingMessage) => HttpSession;
  readonly end: (http: HttpSession) => void;
}

export function newSessionStore(settings: Settings, changes: Changes): SessionStore {
  const { broken } = settings;
  const sessions = new Map<string, HttpSession>();
  const fallback = (request: IncomingMessage): HttpSession => [...sessions.values()].at(-1) ?? create(request);
  let created = 0;
  let isClosed = false;
  const create = (request: IncomingMessage): HttpSession => {
    if (isClosed && broken('res.reconnect')) throw new RpcError(CODES.invalidRequest, 'The session is over', { httpStatus: 400 });
    if (sessions.size > 0 && broken('res.concurrent-clients')) throw new RpcError(CODES.invalidRequest, 'Another client is connected', { httpStatus: 400 });
    created += 1;
    const listening: EventStream[] = [];
    const send = (message: Outgoing) => {
      const attached = listening.filter((stream) => stream.isAttached());
      for (const stream of broken('ht.no-broadcast') ? attached : attached.slice(-1)) stream.send(message);
    };
    const id = broken('ht.session-ascii--short') ? String(created) : broken('ht.session-ascii') ? `session ${randomUUID()}` : randomUUID();
    const http: HttpSession = { id, session: openSession(settings, changes, send), streams: new Map(), listening, socket: request.socket };
    sessions.set(http.id, http);
    return http;
  };
  const find = (request: IncomingMessage): HttpSession => {
    const id = request.headers['mcp-session-id'];
    if (id === undefined) {
      if (broken('ht.session-required')) return fallback(request);
      throw new RpcError(CODES.invalidRequest, 'The header Mcp-Session-Id is missing', { httpStatus: broken('ht.session-required--500') ? 500 : 400 });
    }
    const found = sessions.get(String(id));
    const isForeign = broken('ht.session-unknown--form') && !/^[\da-f]{8}-/.test(String(id));
    if (found === undefined && (isForeign || broken('ht.session-unknown--accepted'))) return fallback(request);
    if (found === undefined) throw new RpcError(CODES.invalidRequest, 'The session is not known', { httpStatus: broken('ht.session-unknown') ? 400 : 404 });
    if (broken('ht.session-cross') && found.socket !== request.socket)
      throw new RpcError(CODES.invalidRequest, 'The session is not known', { httpStatus: 404 });
    return found;
  };
  const end = (http: HttpSession) => {
    isClosed = true;
    if (broken('ht.session-unknown--terminated')) return;
    sessions.delete(http.id);
    http.session.end();
    for (const controller of http.session.running.values()) controller.abort();
    for (const stream of http.listening) stream.end();
  };
  return { create, find, end };
}
