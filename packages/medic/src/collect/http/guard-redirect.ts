import { classifyAddress } from '../../io/classify-address.ts';
import type { AddressKind } from '../../io/classify-address.ts';
import { lookUpHost } from '../../io/dns.ts';
import type { HostAddress } from '../../io/dns.ts';

export interface RedirectTarget {
  readonly url: URL;
  /** The address that was checked, so that a second look-up cannot give another. */
  readonly pin?: HostAddress;
}

const LOOK_UP_MS = 5_000;

/** The kind of a literal address in a URL; undefined for names. */
export function kindOfHost(host: string): AddressKind | undefined {
  // URLs are normalised: an address in them is dotted or in brackets, whatever was written.
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host) ? classifyAddress(host) : undefined;
}

/**
 * Where a redirect may lead: public addresses, the configured host, and the kind of network the configured server stands in.
 * A server must not turn us against the user's machine, network or cloud metadata service. Undefined: not followed.
 * `isProxied`: a proxy looks the name up, so there is nothing to check here.
 */
export async function guardRedirect(next: URL, configured: URL, homeKinds: ReadonlySet<AddressKind>, isProxied: boolean): Promise<RedirectTarget | undefined> {
  if (next.hostname === configured.hostname) return { url: next };
  const isOpen = (kind: AddressKind): boolean => kind === 'public' || homeKinds.has(kind);
  const literal = kindOfHost(next.hostname);
  if (literal !== undefined) return isOpen(literal) ? { url: next } : undefined;
  if (isProxied) return { url: next };
  const { addresses } = await lookUpHost(next.hostname, LOOK_UP_MS);
  if (addresses.some(({ address }) => !isOpen(classifyAddress(address)))) return undefined;
  return { url: next, ...(addresses[0] === undefined ? {} : { pin: addresses[0] }) };
}
