import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../settings.ts';

/** Answers as something that stands before a server and gets in the way. A server that keeps the rules has nothing there. */
export type Gateway = (request: IncomingMessage, response: ServerResponse) => boolean;

/** True when the request was answered here. */
export function newGateway({ broken }: Settings): Gateway {
  let count = 0;
  const send = (response: ServerResponse, status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): true => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    return true;
  };
  return (request, response) => {
    if (broken('http.hop-headers')) for (const name of Object.keys(request.headers)) if (name.startsWith('mcp-')) delete request.headers[name];
    if (broken('http.compression')) compressAtEnd(response);
    if (request.method !== 'POST') return false;
    count += 1;
    const path = request.url ?? '/';
    if (broken('http.redirect') && path === '/mcp') return send(response, 302, 'text/plain', '', { location: '/mcp/moved' });
    if (broken('http.redirect--cross-origin'))
      return send(response, 307, 'text/plain', '', { location: `http://localhost:${request.socket.localPort ?? 0}/elsewhere` });
    if (broken('http.html-answer')) return send(response, 200, 'text/html; charset=utf-8', '<!doctype html><title>Sign in</title><form></form>');
    if (broken('http.status-5xx')) return send(response, 503, 'text/plain', 'Service Unavailable', { 'retry-after': '30' });
    if (broken('http.status-5xx--gateway')) return send(response, 502, 'text/html', '<html><head><title>502 Bad Gateway</title></head></html>');
    if (broken('http.rate-limit') && count > 2 && count % 2 === 1) return send(response, 429, 'text/plain', 'Too Many Requests', { 'retry-after': '1' });
    return false;
  };
}

/** Compresses what a request did not ask to be compressed, all at once, without the end. */
function compressAtEnd(response: ServerResponse): void {
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);
  const writeHead = response.writeHead.bind(response);
  const take = (chunk: unknown) => typeof chunk === 'string' && chunks.push(Buffer.from(chunk));
  response.writeHead = ((status: number, headers: object) => writeHead(status, { ...headers, 'content-encoding': 'gzip' })) as typeof writeHead;
  response.write = ((chunk: unknown) => take(chunk) !== false) as typeof response.write;
  response.end = ((chunk?: unknown) => {
    take(chunk);
    return end(gzipSync(Buffer.concat(chunks)).subarray(0, -6));
  }) as typeof end;
}
