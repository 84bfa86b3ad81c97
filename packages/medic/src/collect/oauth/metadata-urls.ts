import type { OAuthFacts } from '../../model/index.ts';

export interface MetadataUrl {
  readonly kind: OAuthFacts['tries'][number]['kind'];
  readonly url: URL;
}

/** Where RFC 9728 puts the metadata of a protected resource: with the path of its URL, then at the root. */
export function listResourceUrls(server: URL): readonly MetadataUrl[] {
  const path = trimSlash(server.pathname);
  const suffixes = path === '' ? [''] : [path, ''];
  return suffixes.map((suffix) => ({ kind: 'protected-resource', url: new URL(`/.well-known/oauth-protected-resource${suffix}`, server.origin) }));
}

/** Where clients look for an issuer's metadata, in their order: RFC 8414, OpenID with the path behind it, OpenID as it was. */
export function listIssuerUrls(issuer: URL): readonly MetadataUrl[] {
  const path = trimSlash(issuer.pathname);
  const at = (kind: MetadataUrl['kind'], place: string): MetadataUrl => ({ kind, url: new URL(place, issuer.origin) });
  return [
    at('authorization-server', `/.well-known/oauth-authorization-server${path}`),
    at('openid', `/.well-known/openid-configuration${path}`),
    ...(path === '' ? [] : [at('openid', `${path}/.well-known/openid-configuration`)]),
  ];
}

function trimSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
