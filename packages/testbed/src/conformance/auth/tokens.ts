import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import type { Settings } from '../settings.ts';
import { challengeOf, type Refusal } from './challenge.ts';
import { isMinted } from './minted.ts';

/** `TOKENS.reader` may look at everything but sees fewer tools where a switch says so; `TOKENS.weak` lacks the scope. */
export const TOKENS = { full: 'conformance-token', reader: 'conformance-reader-token', weak: 'conformance-weak-token' } as const;

/** What the token of a request allows; undefined when the request was refused, and answered, here. */
export function checkToken(request: IncomingMessage, response: ServerResponse, settings: Settings, origin: string): Exchange['access'] | undefined {
  const { auth, broken } = settings;
  if (broken('auth.401--delete') && request.method === 'DELETE') {
    response.writeHead(204).end();
    return undefined;
  }
  if (auth === 'none' || isLetThrough(request, broken)) return 'full';
  const header = request.headers.authorization;
  const query = new URL(request.url ?? '/', origin).searchParams.get('access_token');
  const token = header === undefined ? (broken('auth.query-token') ? query : undefined) : /^bearer +(\S+)$/i.exec(header)?.[1];
  if (token === TOKENS.full || (typeof token === 'string' && isMinted(token, origin))) return 'full';
  if (token === TOKENS.reader) return 'weak';
  if (header === undefined && broken('cache.public-private')) return 'weak';
  if (header !== undefined && token !== TOKENS.weak && broken('auth.bad-token--accepted')) return 'full';
  refuse(request, response, header === undefined ? 'no-token' : token === TOKENS.weak ? 'weak-token' : 'bad-token', settings, origin);
  return undefined;
}

/** What careless servers forget to guard. */
function isLetThrough({ method, headers }: IncomingMessage, broken: Settings['broken']): boolean {
  if (broken('auth.401--get') && method === 'GET') return true;
  if (broken('auth.401--session') && headers['mcp-session-id'] !== undefined) return true;
  if (broken('auth.late-login') && headers['mcp-method'] === 'server/discover') return true;
  return broken('auth.401--list') && headers['mcp-method'] === 'tools/list';
}

function refuse(request: IncomingMessage, response: ServerResponse, why: Refusal, settings: Settings, origin: string): void {
  const { broken } = settings;
  request.resume();
  if (why === 'no-token') {
    if (broken('auth.401--success')) {
      const error = { jsonrpc: '2.0', error: { code: -32_001, message: 'Unauthorized' } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(error));
      return;
    }
    if (broken('auth.401--login')) {
      response.writeHead(302, { location: `${origin}/authorize` }).end();
      return;
    }
  }
  const challenge = challengeOf(why, settings, origin);
  response.writeHead(statusOf(why, broken), {
    'content-type': 'application/json',
    ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
  });
  response.end(JSON.stringify({ error: why === 'weak-token' ? 'insufficient_scope' : why === 'bad-token' ? 'invalid_token' : 'unauthorized' }));
}

function statusOf(why: Refusal, broken: Settings['broken']): number {
  if (why === 'no-token') return broken('auth.401') ? 403 : broken('auth.401--404') ? 404 : broken('auth.401--500') ? 500 : 401;
  if (why === 'bad-token') return broken('auth.bad-token') ? 403 : broken('auth.bad-token--500') ? 500 : 401;
  return broken('auth.insufficient-scope') ? 401 : 403;
}
