import type { IncomingMessage } from 'node:http';
import { healthy, type Handler } from './healthy.ts';
import { sendHtml, sendJson, sendText } from './respond.ts';

export interface AuthorizationOptions {
  /** Tokens that are let in. None by default. */
  readonly accepts?: readonly string[];
  /** `none`: a bare 401. `resource`: protected-resource metadata only. `full`: authorization-server metadata too. */
  readonly metadata?: 'none' | 'resource' | 'full' | 'html';
  readonly registration?: boolean;
  readonly clientIdMetadata?: boolean;
  /** Replaces `resource` in the metadata. */
  readonly resource?: string;
  readonly status?: 401 | 403;
  readonly challenge?: (origin: string) => string | undefined;
  readonly body?: unknown;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** A server behind a bearer token, with as much OAuth metadata as asked. */
export function behindToken(options: AuthorizationOptions): Handler {
  const inner = healthy();
  return (request, response) => {
    const origin = originOf(request);
    const path = request.url ?? '/';
    if (path.startsWith('/.well-known/')) return sendMetadata(path, origin, options, response);
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined && (options.accepts ?? []).includes(token)) return inner(request, response);
    const challenge = options.challenge === undefined ? defaultChallenge(origin, token, options) : options.challenge(origin);
    return sendJson(
      response,
      options.status ?? 401,
      options.body ?? { error: 'unauthorized' },
      challenge === undefined ? {} : { 'www-authenticate': challenge },
    );
  };
}

function defaultChallenge(origin: string, token: string | undefined, { metadata = 'none' }: AuthorizationOptions): string | undefined {
  const error = token === undefined ? '' : 'error="invalid_token", ';
  return metadata === 'none' ? undefined : `Bearer ${error}resource_metadata="${origin}${WELL_KNOWN}/mcp"`;
}

function sendMetadata(path: string, origin: string, options: AuthorizationOptions, response: Parameters<Handler>[1]): void {
  const { metadata = 'none', resource = `${origin}/mcp` } = options;
  if (metadata === 'html') return sendHtml(response, 200, '<!doctype html><title>App</title><div id="root"></div>');
  if (path.startsWith(WELL_KNOWN) && metadata !== 'none')
    return sendJson(response, 200, { resource, authorization_servers: [origin], scopes_supported: ['read'] });
  if (path === '/.well-known/oauth-authorization-server' && metadata === 'full') return sendJson(response, 200, serverMetadata(origin, options));
  return sendText(response, 404, 'Not Found');
}

function serverMetadata(origin: string, { registration = true, clientIdMetadata = false }: AuthorizationOptions): unknown {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    ...(registration ? { registration_endpoint: `${origin}/register` } : {}),
    ...(clientIdMetadata ? { client_id_metadata_document_supported: true } : {}),
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    scopes_supported: ['read'],
  };
}

function originOf(request: IncomingMessage): string {
  const isTls = 'encrypted' in request.socket;
  return `${isTls ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}
