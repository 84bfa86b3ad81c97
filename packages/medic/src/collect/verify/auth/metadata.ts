import type { HttpPlan, JsonObject } from '../../../model/index.ts';
import type { AuthMetadataFacts, ChallengeFacts, MetadataDocument } from '../../../model/verify/index.ts';
import { fetchMetadata, type FetchOptions } from '../../oauth/fetch-metadata.ts';
import { listIssuerUrls, listResourceUrls } from '../../oauth/metadata-urls.ts';
import { prepareFetching } from '../../oauth/prepare-fetching.ts';
import { own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const MAX_URL = 2_000;

/** GETs the metadata documents without any credential. Clients stop at the first good one; all are read here, to tell what would work. */
export const probe: AnyProbe = defineProbe({
  id: 'auth-metadata',
  where: 'aside',
  transports: ['http', 'sse'],
  withoutLogin: true,
  limitMs: 60_000,
  async observe({ subject, observe }): Promise<AuthMetadataFacts> {
    const plan = subject.plan as HttpPlan;
    const server = new URL(plan.url);
    const { first, challenge } = await observe('auth-refusals');
    const fetching = await prepareFetching(server, plan, {
      definition: { http: { userAgent: 'mcp-medic', proxy: 'env' } },
      overallMs: 30_000,
      ...(subject.ca === undefined ? {} : { ca: subject.ca }),
      ...(subject.signal === undefined ? {} : { signal: subject.signal }),
    });
    const resources = await readResources(server, namedResource(challenge), fetching);
    const usable = resources.find(({ json }) => json !== undefined)?.json;
    // A server that lets everybody in and publishes nothing has no authorization server to ask for.
    if (first.answer?.result !== undefined && usable === undefined) return { resources, issuers: [] };
    const named = firstText(usable, 'authorization_servers');
    const issuer = named ?? server.origin;
    const issuers = isWebAddress(issuer) ? await readIssuers(new URL(issuer), fetching) : [];
    return { resources, issuers, ...(named === undefined ? {} : { named }) };
  },
});

async function readResources(server: URL, named: string | undefined, fetching: FetchOptions): Promise<readonly MetadataDocument[]> {
  const [first, second] = listResourceUrls(server);
  const wanted: { readonly place: MetadataDocument['place']; readonly url: URL }[] = [
    ...(named !== undefined && isWebAddress(named) ? [{ place: 'header' as const, url: new URL(named) }] : []),
    ...(second === undefined || first === undefined ? [] : [{ place: 'path' as const, url: first.url }]),
    ...(second === undefined && first === undefined ? [] : [{ place: 'root' as const, url: (second ?? first)?.url ?? server }]),
  ];
  const once = [...new Map(wanted.toReversed().map((one) => [one.url.href, one] as const)).values()].toReversed();
  const documents: MetadataDocument[] = [];
  for (const { place, url } of once) documents.push(await read('protected-resource', place, url, fetching));
  return documents;
}

async function readIssuers(issuer: URL, fetching: FetchOptions): Promise<readonly MetadataDocument[]> {
  const documents: MetadataDocument[] = [];
  for (const { kind, url } of listIssuerUrls(issuer)) {
    const document = await read(kind, 'issuer', url, fetching);
    documents.push(document);
    if (document.json !== undefined) break;
  }
  return documents;
}

async function read(kind: MetadataDocument['kind'], place: MetadataDocument['place'], url: URL, fetching: FetchOptions): Promise<MetadataDocument> {
  const { json, ...fetched } = await fetchMetadata(url, fetching);
  return { kind, place, url: url.href.slice(0, MAX_URL), ...fetched, ...(json === undefined ? {} : { json: json as JsonObject }) };
}

/** The address in the first challenge that is a Bearer one, as clients read it. */
function namedResource(challenge: ChallengeFacts | undefined): string | undefined {
  return challenge?.schemes.find(({ scheme }) => scheme.toLowerCase() === 'bearer')?.params['resource_metadata'];
}

function firstText(json: JsonObject | undefined, member: string): string | undefined {
  const list = json === undefined ? undefined : own(json, member);
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return typeof first === 'string' ? first.slice(0, MAX_URL) : undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
