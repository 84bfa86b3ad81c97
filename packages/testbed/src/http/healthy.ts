import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerDual, answerLegacy, answerModern } from '../../servers/stdio/answers.mjs';
import { eventOf, readJson, sendJson, sendText, type RpcMessage } from './respond.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
type Answer = (message: RpcMessage) => unknown;

export interface HealthyOptions {
  readonly answers?: 'json' | 'sse';
  readonly sessions?: boolean;
  readonly answer?: Answer;
}

const legacy: Answer = (message) => answerLegacy(message);

/** A Streamable HTTP server that does what the specification asks of it. */
export function healthy({ answers = 'json', sessions = true, answer = legacy }: HealthyOptions = {}): Handler {
  const known = new Set<string>();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    if (request.method === 'DELETE') {
      known.delete(String(id));
      return sendText(response, 200, '');
    }
    if (request.method !== 'POST') return sendText(response, 405, 'Method Not Allowed', { allow: 'POST, DELETE' });
    const message = await readJson(request);
    if (message === undefined) return sendJson(response, 400, { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } });
    const isFirst = message.method === 'initialize';
    if (sessions && !isFirst && !known.has(String(id)))
      return sendJson(response, id === undefined ? 400 : 404, {
        jsonrpc: '2.0',
        id: null,
        error: { code: -32000, message: 'Bad Request: Server not initialized' },
      });
    const reply = answer(message);
    if (reply === undefined) return void response.writeHead(202).end();
    const headers = sessions && isFirst ? { 'mcp-session-id': newSession(known) } : {};
    return answers === 'json' ? sendJson(response, 200, reply, headers) : sendStream(response, reply, headers);
  };
}

/** A server of the stateless era: 400 with -32022 for anything else. */
export function modernHttp(dual: boolean): Handler {
  return async (request, response) => {
    if (request.method !== 'POST') return sendText(response, 405, 'Method Not Allowed');
    const message = await readJson(request);
    if (message === undefined) return sendJson(response, 400, { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } });
    const reply = (dual ? answerDual(message) : answerModern(message)) as { error?: { code: number } } | undefined;
    if (reply === undefined) return void response.writeHead(202).end();
    return sendJson(response, reply.error === undefined ? 200 : reply.error.code === -32601 ? 404 : 400, reply);
  };
}

/** The old HTTP+SSE transport at `/sse`, answers on the stream. `endpoint` is what the first event names. */
export function sseServer({
  endpoint = '/messages',
  ssePath = '/sse',
  postPath = '/messages',
}: { endpoint?: string; ssePath?: string; postPath?: string } = {}): Handler {
  const streams = new Map<string, ServerResponse>();
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET' && url.pathname === ssePath) {
      const id = randomUUID();
      streams.set(id, response);
      response.on('close', () => streams.delete(id));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write(`event: endpoint\ndata: ${endpoint}?sessionId=${id}\n\n`);
      return;
    }
    const stream = streams.get(url.searchParams.get('sessionId') ?? '');
    if (request.method !== 'POST' || url.pathname !== postPath || stream === undefined)
      return sendText(response, 404, `Cannot ${request.method ?? ''} ${url.pathname}`);
    const message = await readJson(request);
    sendText(response, 202, 'Accepted');
    const reply = message === undefined ? undefined : legacy(message);
    if (reply !== undefined) stream.write(eventOf(reply));
  };
}

function newSession(known: Set<string>): string {
  const id = randomUUID();
  known.add(id);
  return id;
}

function sendStream(response: ServerResponse, reply: unknown, headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...headers });
  response.end(eventOf(reply));
}
