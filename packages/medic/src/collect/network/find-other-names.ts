import { isLoopbackHost } from '../../io/classify-address.ts';
import type { LookedUp } from '../../io/dns.ts';
import { dialTcp } from '../../io/tcp.ts';
import type { NetworkFacts } from '../../model/index.ts';
import type { FilledOptions } from './collect-network.ts';

type OtherName = NonNullable<NetworkFacts['otherNames']>[number];

/** Names that container engines give the machine they run on; outside a container they mean nothing. */
const HOST_NAMES = ['host.docker.internal', 'host.containers.internal', 'gateway.docker.internal'];

/** The same port of this machine under the name that works on our side of a container's wall. */
export async function findOtherNames(host: string, port: number, dns: LookedUp, options: FilledOptions): Promise<readonly OtherName[]> {
  if (isLoopbackHost(host)) return options.isContainer === true ? Promise.all(HOST_NAMES.slice(0, 2).map((name) => dialName(name, port, options))) : [];
  // A name without a dot that nobody knows is most often a Compose service or a container.
  const isContainerName = HOST_NAMES.includes(host) || (dns.addresses.length === 0 && !host.includes('.') && !host.includes(':'));
  return isContainerName ? [await dialName('127.0.0.1', port, options)] : [];
}

async function dialName(name: string, port: number, options: FilledOptions): Promise<OtherName> {
  const { addresses, errno } = await options.lookUp(name, options.dnsMs);
  const first = addresses[0];
  if (first === undefined) return { name, state: 'not-found', ...(errno === undefined ? {} : { errno }) };
  const { state, address, errno: dialErrno } = await dialTcp(first, port, options.tcpMs);
  return { name, address, state, ...(dialErrno === undefined ? {} : { errno: dialErrno }) };
}
