import type { OAuthFacts } from '../../model/index.ts';

type Metadata = Readonly<Record<string, unknown>>;

const MAX_TEXT = 300;
const MAX_LIST = 50;

export interface ResourceMetadata {
  readonly resource?: string;
  readonly authorizationServers: readonly string[];
  readonly scopesSupported?: readonly string[];
  /** Clients refuse the document. */
  readonly blocking?: string;
  readonly fault?: string;
}

/** Protected resource metadata (RFC 9728). `resource` is required; without an authorization server there is nowhere to go. */
export function readResourceMetadata(json: Metadata): ResourceMetadata {
  const resource = readText(json['resource']);
  const authorizationServers = readTexts(json['authorization_servers']) ?? [];
  const scopesSupported = readTexts(json['scopes_supported']);
  const isAddress = resource !== undefined && URL.canParse(resource);
  const blocking = isAddress ? undefined : resource === undefined ? 'it lacks "resource"' : '"resource" is no address';
  return {
    ...(resource === undefined ? {} : { resource }),
    authorizationServers,
    ...(scopesSupported === undefined ? {} : { scopesSupported }),
    ...(blocking === undefined ? {} : { blocking }),
    ...(authorizationServers.length === 0 ? { fault: 'it names no authorization server' } : {}),
  };
}

export type IssuerMetadata = Pick<OAuthFacts, 'issuer' | 'registration' | 'pkceS256' | 'scopesSupported'> & { readonly blocking?: string };

const REQUIRED = ['issuer', 'authorization_endpoint', 'token_endpoint', 'response_types_supported'];

/** Authorization server metadata (RFC 8414 or OpenID). */
export function readIssuerMetadata(json: Metadata): IssuerMetadata {
  const issuer = readText(json['issuer']);
  const methods = readTexts(json['code_challenge_methods_supported']);
  const scopesSupported = readTexts(json['scopes_supported']);
  const isDynamic = readText(json['registration_endpoint']) !== undefined;
  const takesDocument = json['client_id_metadata_document_supported'] === true;
  const missing = REQUIRED.filter((name) => json[name] === undefined || json[name] === null);
  // The official SDK's schema takes a string or nothing and refuses the whole document for null (public issues, 2026-11-20).
  const nulled = json['registration_endpoint'] === null ? '"registration_endpoint" is null' : undefined;
  const blocking = missing.length > 0 ? `it lacks ${missing.map((name) => `"${name}"`).join(', ')}` : nulled;
  return {
    ...(issuer === undefined ? {} : { issuer }),
    registration: isDynamic ? (takesDocument ? 'both' : 'dynamic') : takesDocument ? 'client-id-metadata' : 'none',
    ...(methods === undefined ? {} : { pkceS256: methods.includes('S256') }),
    ...(scopesSupported === undefined ? {} : { scopesSupported }),
    ...(blocking === undefined ? {} : { blocking }),
  };
}

/**
 * Whether clients accept `resource` for the server's URL: same origin, and its path a prefix of the URL's. The specification asks
 * for more, the official SDK for this (source of 1.32 and 2.4, 2026-11-20).
 */
export function matchesResource(server: URL, resource: string): boolean {
  if (!URL.canParse(resource)) return false;
  const named = new URL(resource);
  const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);
  return named.origin === server.origin && withSlash(server.pathname).startsWith(withSlash(named.pathname));
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;
}

function readTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, MAX_LIST).flatMap((one) => readText(one) ?? []);
}
