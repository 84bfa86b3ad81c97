import { classifyAddress } from '../../io/classify-address.ts';
import type { AddressKind } from '../../io/classify-address.ts';
import type { HostAddress, LookUpHost } from '../../io/dns.ts';
import { bareHost } from '../../io/http-connect.ts';

/** What a server may make us ask: decided by where the server itself stands. */
export interface Vetting {
  readonly configuredHost: string;
  /** Kinds of address the configured server has; addresses of these kinds are open besides public ones. */
  readonly kinds: ReadonlySet<AddressKind>;
  /** Remembers each name's addresses, so that an answer cannot change between check and connection. */
  readonly addressesOf: (host: string) => Promise<readonly HostAddress[]>;
}

export type Vetted = { readonly addresses: readonly HostAddress[] } | { readonly refused: string };

const MAX_HOSTS = 20;

/** Looks the configured server up once; everything it names is measured against it. */
export async function startVetting(server: URL, lookUp: LookUpHost, dnsMs: number): Promise<Vetting> {
  const known = new Map<string, Promise<readonly HostAddress[]>>();
  const addressesOf = (host: string): Promise<readonly HostAddress[]> => {
    const before = known.get(host);
    if (before !== undefined) return before;
    if (known.size >= MAX_HOSTS) return Promise.resolve([]);
    const found = lookUp(host, dnsMs).then(({ addresses }) => addresses);
    known.set(host, found);
    return found;
  };
  const configuredHost = bareHost(server);
  const own = await addressesOf(configuredHost);
  return { configuredHost, kinds: new Set(own.map(({ address }) => classifyAddress(address))), addressesOf };
}

/**
 * Whether an address that a server named may be asked. A hostile server must not turn us against the user's machine, network or
 * cloud metadata service; one address of the wrong kind refuses the name as a whole.
 */
export async function vetUrl(url: URL, vetting: Vetting): Promise<Vetted> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refused: `not asked: the address starts with ${url.protocol.slice(0, 20)}` };
  if (url.username !== '' || url.password !== '') return { refused: 'not asked: the address carries a user name or password' };
  const host = bareHost(url);
  const addresses = await vetting.addressesOf(host);
  // The user named this host; behind a proxy it may have no address here.
  if (host === vetting.configuredHost) return { addresses };
  if (addresses.length === 0) return { refused: `the name ${host.slice(0, 100)} could not be resolved` };
  const forbidden = addresses.find(({ address }) => !isOpen(classifyAddress(address), vetting));
  if (forbidden === undefined) return { addresses };
  return { refused: `not asked: ${host.slice(0, 100)} leads to the ${classifyAddress(forbidden.address)} address ${forbidden.address}` };
}

function isOpen(kind: AddressKind, vetting: Vetting): boolean {
  return kind === 'public' || vetting.kinds.has(kind);
}
