import type { Settings } from '../settings.ts';

export const PRM_PATH = '/.well-known/oauth-protected-resource';
export const SCOPE = 'mcp';

/** What stands at a well-known address; `undefined`: nothing. */
export interface Document {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

const HTML = { type: 'text/html; charset=utf-8', body: '<!doctype html><title>App</title><div id="root"></div>' };

export function wellKnownDocument(pathname: string, settings: Settings, origin: string): Document | undefined {
  const resourcePath = settings.transport === 'sse' ? '/sse' : '/mcp';
  if (pathname === `${PRM_PATH}${resourcePath}`) return resourceAtPath(settings, origin, resourcePath);
  if (pathname === PRM_PATH) return resourceAtRoot(settings, origin, resourcePath);
  if (pathname === '/.well-known/oauth-authorization-server') return serverDocument(settings, origin, 'oauth');
  return pathname === '/.well-known/openid-configuration' ? serverDocument(settings, origin, 'openid') : undefined;
}

function resourceAtPath(settings: Settings, origin: string, path: string): Document | undefined {
  const { broken } = settings;
  if (broken('auth.prm-fetch')) return undefined;
  const body = resourceMetadata(settings, origin, path);
  if (broken('auth.prm-fetch--text')) return { type: 'text/plain', body: JSON.stringify(body) };
  return broken('auth.prm-fetch--not-json') ? { type: 'application/json', body: 'resource=mcp' } : { body };
}

/** Clients that find nothing at the address of the path look here. */
function resourceAtRoot(settings: Settings, origin: string, path: string): Document | undefined {
  const { broken } = settings;
  if (broken('auth.prm-shadow')) return HTML;
  if (broken('auth.prm-shadow--500')) return { status: 500, type: 'text/plain', body: 'Internal Server Error' };
  return broken('auth.prm-fetch') ? undefined : { body: resourceMetadata(settings, origin, path) };
}

function resourceMetadata({ broken }: Settings, origin: string, path: string): object {
  const resource = broken('auth.prm-resource') ? 'https://resource.example/mcp' : `${origin}${path}${broken('auth.prm-resource--slash') ? '/' : ''}`;
  const server = broken('auth.prm-as--relative') ? '/issuer' : `${origin}${broken('auth.prm-as--query') ? '?tenant=1' : ''}`;
  return {
    ...(broken('auth.prm-resource--missing') ? {} : { resource }),
    ...(broken('auth.prm-as') ? {} : { authorization_servers: broken('auth.prm-as--empty') ? [] : [server] }),
    scopes_supported: [SCOPE],
    bearer_methods_supported: ['header'],
    resource_name: 'Conformance server',
  };
}

function serverDocument(settings: Settings, origin: string, kind: 'oauth' | 'openid'): Document | undefined {
  const { broken } = settings;
  if (broken('auth.as-metadata')) return undefined;
  if (broken('auth.as-metadata--500') && kind === 'oauth') return { status: 500, type: 'text/plain', body: 'Internal Server Error' };
  if (broken('auth.as-metadata--html') && kind === 'oauth') return HTML;
  const metadata = serverMetadata(settings, origin);
  if (kind === 'oauth') return { body: metadata };
  return {
    body: { ...metadata, jwks_uri: `${origin}/jwks`, subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
  };
}

function serverMetadata({ broken }: Settings, origin: string): object {
  const isClosed = broken('auth.registration');
  const issuer = broken('auth.as-issuer') ? 'https://issuer.example' : `${origin}${broken('auth.as-issuer--slash') ? '/' : ''}`;
  return {
    issuer,
    authorization_endpoint: `${broken('auth.https') ? 'http://login.example' : origin}/authorize`,
    ...(broken('auth.as-endpoints') ? {} : { token_endpoint: `${origin}/token` }),
    ...(isClosed ? {} : { registration_endpoint: broken('auth.as-endpoints--null') ? null : `${origin}/register` }),
    ...(isClosed ? {} : { client_id_metadata_document_supported: true }),
    response_types_supported: broken('auth.as-endpoints--response-types') ? ['token'] : ['code'],
    grant_types_supported: ['authorization_code'],
    ...(broken('auth.pkce') ? {} : { code_challenge_methods_supported: broken('auth.pkce--plain') ? ['plain'] : ['S256'] }),
    token_endpoint_auth_methods_supported: broken('auth.token-auth-none') ? ['client_secret_basic'] : ['none'],
    scopes_supported: [SCOPE],
    ...(broken('auth.iss-flag') ? {} : { authorization_response_iss_parameter_supported: true }),
  };
}
