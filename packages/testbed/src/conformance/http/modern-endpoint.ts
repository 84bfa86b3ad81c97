import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '../exchange.ts';
import { answerModern } from '../modern/dispatch.ts';
import { checkHeaders } from '../modern/headers.ts';
import { MODERN_REVISION } from '../revisions.ts';
import { PREFIX } from '../modern/meta.ts';
import { CODES, isRecord, notificationOf, RpcError, type Incoming } from '../rpc.ts';
import { answerOn } from './answer.ts';
import { openEventStream } from './event-stream.ts';

const DISCOVERED = new WeakMap<object, { hasDiscovered: boolean }>();

/** Serves one POST of the modern era: stateless, one answer or one stream. */
export async function postModern(
  message: Incoming,
  request: IncomingMessage,
  response: ServerResponse,
  visitor: Pick<Viewer, 'settings' | 'changes' | 'access'>,
): Promise<void> {
  const { settings, changes, access } = visitor;
  const { broken } = settings;
  const { id, method } = message;
  if (method === undefined) throw new RpcError(CODES.invalidRequest, 'Responses are not taken', { httpStatus: 400 });
  if (id === undefined || (id === 0 && broken('rpc.id-echo--zero'))) return acceptNotification(response, settings);
  if (broken('ht.session-ignored') && request.headers['mcp-session-id'] !== undefined)
    throw new RpcError(CODES.invalidRequest, 'Unknown session', { httpStatus: 404 });
  const headers: Record<string, string> = broken('ht.session-ignored--minted') ? { 'mcp-session-id': randomUUID() } : {};
  const answer = answerOn(request, response, settings, () => openEventStream({ settings, isResumable: false, headers }), headers);
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  if (broken('ht.sse-no-request') && method.startsWith('tools/') && isGood(message, request))
    answer.send({ jsonrpc: '2.0', id: 'roots', method: 'roots/list' });
  const connection = DISCOVERED.get(request.socket) ?? { hasDiscovered: false };
  DISCOVERED.set(request.socket, connection);
  const reply = await answerModern(id, method, message, {
    settings,
    changes,
    access,
    connection,
    notify: answer.notify,
    signal: controller.signal,
    checkHeaders: (name, params) => checkHeaders(request, name, params, { ...visitor, era: 'modern', revision: MODERN_REVISION }),
  });
  if (!response.destroyed) answer.finish(reply);
}

/** A request that is not refused for its head. */
function isGood({ method, params }: Incoming, { headers }: IncomingMessage): boolean {
  const meta = isRecord(params) && isRecord(params['_meta']) ? params['_meta'] : {};
  const says = meta[`${PREFIX}protocolVersion`] === MODERN_REVISION && isRecord(meta[`${PREFIX}clientCapabilities`]);
  const namesIt = method !== 'tools/call' || (isRecord(params) && headers['mcp-name'] === params['name']);
  return says && namesIt && headers['mcp-protocol-version'] === MODERN_REVISION && headers['mcp-method'] === method;
}

export function acceptNotification(response: ServerResponse, { broken }: Viewer['settings']): void {
  if (broken('ht.notification-202')) return void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  if (broken('ht.notification-202--204')) return void response.writeHead(204).end();
  if (broken('ht.notification-202--body'))
    return void response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(notificationOf('notifications/message')));
  response.writeHead(202).end();
}
