import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Changes, Exchange } from '../exchange.ts';
import { eraOf } from '../era.ts';
import { errorReply } from '../reply.ts';
import { isSince, MODERN_REVISION } from '../revisions.ts';
import { CODES, readMessage, RpcError } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import { accepts, sendReply } from './answer.ts';
import { readBody } from './body.ts';
import { legacyEndpoint } from './legacy-endpoint.ts';
import { postModern } from './modern-endpoint.ts';

export type Endpoint = (request: IncomingMessage, response: ServerResponse, access: Exchange['access']) => Promise<void>;

/** The one endpoint of Streamable HTTP, for both eras. */
export function mcpEndpoint(settings: Settings, changes: Changes): Endpoint {
  const { broken } = settings;
  const legacy = legacyEndpoint(settings, changes);
  const post: Endpoint = async (request, response, access) => {
    checkAccept(request, settings);
    const body = await readBody(request, settings);
    if (eraOf(body, request.headers, settings) === 'legacy') return legacy.post(body, request, response, access);
    const message = readMessage(body);
    if (message === undefined) throw new RpcError(CODES.invalidRequest, 'The body is no JSON-RPC message', { httpStatus: 400 });
    try {
      await postModern(message, request, response, { settings, changes, access });
    } catch (error) {
      sendReply(response, errorReply(message.id, error, settings));
    }
  };
  return async (request, response, access) => {
    const { method } = request;
    if (method === 'POST') return post(request, response, access);
    const isModern = settings.era === 'modern' || (settings.era === 'dual' && isModernHeader(request));
    if (method === 'GET' && (!isModern || broken('ht.get') || broken('ht.get--hang'))) return legacy.get(request, response);
    if (method === 'DELETE' && (!isModern || broken('ht.delete'))) return legacy.remove(request, response);
    if (method === 'GET' && broken('ht.get-405--page')) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works</h1>');
    const isUnknown = (method === 'GET' && broken('ht.get-405')) || (method === 'DELETE' && broken('ht.delete-405'));
    response.writeHead(isUnknown ? 404 : 405, { allow: isModern ? 'POST' : 'GET, POST, DELETE' }).end();
  };
}

function isModernHeader(request: IncomingMessage): boolean {
  const version = request.headers['mcp-protocol-version'];
  return typeof version === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(version) && isSince(version, MODERN_REVISION);
}

/** A client must list both media types, or leave the choice to us. One that lists a single type gets that one. */
function checkAccept(request: IncomingMessage, { answers, broken }: Settings): void {
  if (broken('ht.accept-weighted') && request.headers.accept?.includes('q=') === true)
    throw new RpcError(CODES.invalidRequest, 'Accept must list application/json and text/event-stream', { httpStatus: 406 });
  const [json, stream] = [accepts(request, 'application/json'), accepts(request, 'text/event-stream')];
  if (broken('ht.accept-strict') && !(json && stream)) throw new RpcError(CODES.internal, 'Internal error', { httpStatus: 500 });
  const isServed = answers === 'json' ? json : answers === 'sse' ? stream : json && stream;
  if (broken('ht.accept-both--refused') && json && stream) throw new RpcError(CODES.invalidRequest, 'Not acceptable', { httpStatus: 406 });
  if (!isServed && !(answers === 'auto' && json))
    throw new RpcError(CODES.invalidRequest, 'Accept must list application/json and text/event-stream', { httpStatus: 406 });
}
