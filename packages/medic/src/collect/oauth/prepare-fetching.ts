import { lookUpHost } from '../../io/dns.ts';
import type { HostAddress, LookUpHost } from '../../io/dns.ts';
import { chooseProxy } from '../../io/proxy.ts';
import type { ClientDefinition, HttpPlan } from '../../model/index.ts';
import type { FetchOptions } from './fetch-metadata.ts';
import { startVetting } from './vet-url.ts';

export interface OAuthOptions {
  /** Tells the proxy and user agent of the client. */
  readonly definition?: { readonly http: Pick<ClientDefinition['http'], 'userAgent' | 'proxy'> };
  /** For each document. */
  readonly totalMs?: number;
  /** For all of them. */
  readonly overallMs?: number;
  readonly lookUp?: LookUpHost;
  readonly dialAs?: (address: HostAddress) => HostAddress;
  readonly ca?: readonly string[];
  readonly signal?: AbortSignal;
}

/** How the metadata documents of one server may be fetched: what is open is measured by where the server itself stands. */
export async function prepareFetching(server: URL, plan: HttpPlan, options: OAuthOptions): Promise<FetchOptions> {
  const totalMs = options.totalMs ?? 5000;
  const { http } = options.definition ?? {};
  return {
    vetting: await startVetting(server, options.lookUp ?? lookUpHost, totalMs),
    totalMs,
    endsAt: performance.now() + (options.overallMs ?? 15_000),
    userAgent: http?.userAgent ?? 'mcp-medic',
    proxyFor: (url) => {
      const choice = http === undefined ? undefined : chooseProxy(url, plan.proxyEnv, http.proxy);
      return choice !== undefined && 'url' in choice ? choice.url : undefined;
    },
    dialAs: options.dialAs ?? ((address) => address),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
}
