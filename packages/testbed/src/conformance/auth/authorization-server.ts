import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../settings.ts';
import { SCOPE, wellKnownDocument } from './documents.ts';
import { TOKENS } from './tokens.ts';

interface Grant {
  readonly challenge: string;
  readonly redirectUri: string;
}

export type AuthorizationServer = (request: IncomingMessage, response: ServerResponse, origin: string) => Promise<boolean>;

/** The metadata documents and a small authorization server that lets everybody in. True when the request was for them. */
export function newAuthorizationServer(settings: Settings): AuthorizationServer {
  const grants = new Map<string, Grant>();
  return async (request, response, origin) => {
    if (settings.auth === 'none') return false;
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (pathname.startsWith('/.well-known/')) {
      const found = wellKnownDocument(pathname, settings, origin);
      const body = typeof found?.body === 'string' ? found.body : JSON.stringify(found?.body ?? { error: 'not_found' });
      response.setHeader('access-control-allow-origin', '*');
      response.writeHead(found === undefined ? 404 : (found.status ?? 200), { 'content-type': found?.type ?? 'application/json' }).end(body);
      return true;
    }
    if (pathname === '/authorize') authorize(searchParams, response, origin, grants);
    else if (pathname === '/token' && request.method === 'POST') exchange(new URLSearchParams(await textOf(request)), response, grants);
    else if (pathname === '/register' && request.method === 'POST') register(await textOf(request), response, settings);
    else return false;
    return true;
  };
}

function authorize(asked: URLSearchParams, response: ServerResponse, origin: string, grants: Map<string, Grant>): void {
  const redirectUri = asked.get('redirect_uri') ?? '';
  const challenge = asked.get('code_challenge');
  if (challenge === null || asked.get('code_challenge_method') !== 'S256' || !URL.canParse(redirectUri))
    return send(response, 400, { error: 'invalid_request', error_description: 'redirect_uri and an S256 code_challenge are needed' });
  const code = randomUUID();
  grants.set(code, { challenge, redirectUri });
  const target = new URL(redirectUri);
  target.searchParams.set('code', code);
  target.searchParams.set('iss', origin);
  const state = asked.get('state');
  if (state !== null) target.searchParams.set('state', state);
  response.writeHead(302, { location: target.href }).end();
}

function exchange(form: URLSearchParams, response: ServerResponse, grants: Map<string, Grant>): void {
  const code = form.get('code') ?? '';
  const grant = grants.get(code);
  const hash = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  grants.delete(code);
  if (form.get('grant_type') !== 'authorization_code') return send(response, 400, { error: 'unsupported_grant_type' });
  if (grant === undefined || grant.challenge !== hash || grant.redirectUri !== form.get('redirect_uri')) return send(response, 400, { error: 'invalid_grant' });
  send(response, 200, { access_token: TOKENS.full, token_type: 'Bearer', expires_in: 3600, scope: SCOPE });
}

function register(text: string, response: ServerResponse, { broken }: Settings): void {
  const client = parse(text);
  const uris = Array.isArray(client?.['redirect_uris']) ? client['redirect_uris'].map(String) : [];
  if (client === undefined || uris.length === 0 || (broken('auth.dcr-post') && uris.some((uri) => uri.startsWith('http://'))))
    return send(response, 400, { error: 'invalid_redirect_uri' });
  if (broken('auth.dcr-post--application-type') && client['application_type'] !== undefined)
    return send(response, 400, { error: 'invalid_client_metadata', error_description: 'Unknown member application_type' });
  send(response, broken('auth.dcr-post--status') ? 200 : 201, { ...client, client_id: randomUUID(), token_endpoint_auth_method: 'none' });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 65_536) return '';
  }
  return text;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
