import type { HttpPlan, HttpSession, OAuthFacts, Redactor } from '../../model/index.ts';
import { redactStrings } from '../redact-strings.ts';
import { fetchMetadata } from './fetch-metadata.ts';
import type { Fetched, FetchOptions } from './fetch-metadata.ts';
import { listIssuerUrls, listResourceUrls } from './metadata-urls.ts';
import type { MetadataUrl } from './metadata-urls.ts';
import { parseChallenges } from './parse-challenges.ts';
import { matchesResource, readIssuerMetadata, readResourceMetadata } from './read-metadata.ts';
import type { IssuerMetadata, ResourceMetadata } from './read-metadata.ts';
import { prepareFetching, type OAuthOptions } from './prepare-fetching.ts';
import { readSentToken } from './read-token.ts';

type Try = OAuthFacts['tries'][number];

/**
 * Reads what a server that asked for a login says about how to log in: its challenge and every metadata document in the order
 * clients ask for them. Sends no credentials, registers nothing, logs in nowhere. Throws only for a URL that cannot be parsed.
 */
export async function collectOAuth(session: HttpSession, plan: HttpPlan, redactor: Redactor, options: OAuthOptions = {}): Promise<OAuthFacts> {
  const server = new URL(plan.url);
  const fetching = await prepareFetching(server, plan, options);
  const challenge = findChallenge(session);
  const tries: Try[] = [];
  const resource = await findResource(server, challenge?.resourceMetadata, fetching, tries);
  const named = resource?.authorizationServers[0];
  const issuer = await findIssuer(named ?? server.origin, fetching, tries);
  const scopes = resource?.scopesSupported ?? issuer?.scopesSupported;
  const facts: OAuthFacts = {
    ...(challenge === undefined ? {} : { challenge }),
    ...readSentToken(plan),
    tries,
    ...(resource?.resource === undefined ? {} : { resource: resource.resource, resourceMatches: matchesResource(server, resource.resource) }),
    ...(resource === undefined ? {} : { authorizationServers: resource.authorizationServers }),
    ...(issuer?.issuer === undefined ? {} : { issuer: issuer.issuer, issuerMatches: isSameIssuer(issuer.issuer, named, server) }),
    ...(issuer?.registration === undefined ? {} : { registration: issuer.registration }),
    ...(issuer?.pkceS256 === undefined ? {} : { pkceS256: issuer.pkceS256 }),
    ...(scopes === undefined ? {} : { scopesSupported: scopes }),
  };
  return redactStrings(facts, redactor);
}

/** The Bearer challenge of the last refusal, or its first challenge when there is none. */
function findChallenge(session: HttpSession): OAuthFacts['challenge'] {
  const headerOf = (exchange: HttpSession['exchanges'][number]): string | undefined =>
    Object.entries(exchange.headers ?? {}).find(([name]) => name.toLowerCase() === 'www-authenticate')?.[1];
  const refusal = session.exchanges.findLast((one) => (one.status === 401 || one.status === 403) && headerOf(one) !== undefined);
  const raw = refusal === undefined ? undefined : headerOf(refusal);
  if (raw === undefined) return undefined;
  const all = parseChallenges(raw);
  const chosen = all.find(({ scheme }) => scheme.toLowerCase() === 'bearer') ?? all[0];
  if (chosen === undefined) return { raw: raw.slice(0, 500), scheme: '' };
  const { resource_metadata: resourceMetadata, scope, error, error_description: errorDescription } = chosen.params;
  const first = all[0]?.scheme;
  return {
    raw: raw.slice(0, 500),
    scheme: chosen.scheme,
    ...(resourceMetadata === undefined ? {} : { resourceMetadata: resourceMetadata.slice(0, 500) }),
    ...(scope === undefined ? {} : { scope: scope.slice(0, 300) }),
    ...(error === undefined ? {} : { error: error.slice(0, 100) }),
    ...(errorDescription === undefined ? {} : { errorDescription: errorDescription.slice(0, 300) }),
    ...(first === undefined || first === chosen.scheme ? {} : { firstScheme: first }),
  };
}

/** The address in the challenge comes first. Clients stop there; we go on, because the well-known ones tell what would work. */
async function findResource(server: URL, named: string | undefined, fetching: FetchOptions, tries: Try[]): Promise<ResourceMetadata | undefined> {
  const urls: MetadataUrl[] = [...listResourceUrls(server)];
  if (named !== undefined) {
    if (URL.canParse(named)) urls.unshift({ kind: 'protected-resource', url: new URL(named) });
    else tries.push({ kind: 'protected-resource', url: named, ok: false, fault: 'resource_metadata holds no absolute address' });
  }
  let usable: ResourceMetadata | undefined;
  for (const { kind, url } of uniqueUrls(urls)) {
    const fetched = await fetchMetadata(url, fetching);
    const read = fetched.json === undefined ? undefined : readResourceMetadata(fetched.json);
    tries.push(describeTry(kind, url, fetched, read?.blocking, read?.fault));
    usable ??= read;
    if (read !== undefined && read.blocking === undefined) return read;
  }
  return usable;
}

async function findIssuer(issuer: string, fetching: FetchOptions, tries: Try[]): Promise<IssuerMetadata | undefined> {
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) {
    tries.push({ kind: 'authorization-server', url: issuer, ok: false, fault: 'the authorization server is no http or https address' });
    return undefined;
  }
  for (const { kind, url } of listIssuerUrls(new URL(issuer))) {
    const fetched = await fetchMetadata(url, fetching);
    const read = fetched.json === undefined ? undefined : readIssuerMetadata(fetched.json);
    tries.push(describeTry(kind, url, fetched, read?.blocking));
    if (read !== undefined) return read;
  }
  return undefined;
}

function describeTry(kind: Try['kind'], url: URL, fetched: Fetched, blocking: string | undefined, remark?: string): Try {
  const faults = [fetched.fault, blocking, remark].filter((one) => one !== undefined);
  return {
    kind,
    url: url.href,
    ...(fetched.status === undefined ? {} : { status: fetched.status }),
    ok: fetched.json !== undefined && blocking === undefined,
    ...(faults.length === 0 ? {} : { fault: faults.join('; ') }),
  };
}

function uniqueUrls(urls: readonly MetadataUrl[]): readonly MetadataUrl[] {
  return [...new Map(urls.map((one) => [one.url.href, one] as const)).values()];
}

/** Byte for byte as the specification of 2026-07-28 wants it; an address that we made up ourselves may lack the slash. */
function isSameIssuer(issuer: string, named: string | undefined, server: URL): boolean {
  return named === undefined ? issuer === server.origin || issuer === `${server.origin}/` : issuer === named;
}
