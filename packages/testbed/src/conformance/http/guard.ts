import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../settings.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Turns away what a browser on a foreign page could send; answers preflights of our own pages. True when it has answered. */
export function guard(request: IncomingMessage, response: ServerResponse, { broken }: Settings): boolean {
  const { host = '', origin } = request.headers;
  if (request.method === 'OPTIONS' && origin !== undefined && broken('http.cors-credentials')) {
    response
      .writeHead(204, {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'Content-Type',
      })
      .end();
    return true;
  }
  const isRefused = broken('ht.origin-own') && origin === `http://${host}`;
  const isOwnOrigin = origin === undefined ? !broken('ht.origin--none') : isLoopback(origin) && !isRefused;
  if ((!isOwnOrigin && !broken('ht.origin')) || (!LOOPBACK.test(host) && !broken('ht.origin--host'))) {
    response.writeHead(broken('ht.origin--status') ? 500 : 403).end();
    return true;
  }
  const isRefusedPreflight = request.method === 'OPTIONS' && broken('http.cors-preflight');
  if (origin !== undefined && !isRefusedPreflight) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'Origin');
    if (!broken('http.cors-preflight--expose')) response.setHeader('access-control-expose-headers', 'Mcp-Session-Id, WWW-Authenticate');
  }
  if (request.method !== 'OPTIONS') return false;
  if (isRefusedPreflight) response.writeHead(405).end();
  else
    response
      .writeHead(204, {
        'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'Content-Type, Authorization',
      })
      .end();
  return true;
}

function isLoopback(origin: string): boolean {
  try {
    return LOOPBACK.test(new URL(origin).host);
  } catch {
    return false;
  }
}
