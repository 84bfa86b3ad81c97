import { classifyAddress, isLoopbackHost } from '../../io/classify-address.ts';
import { lookUpHost } from '../../io/dns.ts';
import type { HostAddress, LookUpHost } from '../../io/dns.ts';
import { bareHost, portOf } from '../../io/http-connect.ts';
import { dialTcp } from '../../io/tcp.ts';
import type { Listener } from '../../io/tcp-listeners.ts';
import type { ClientDefinition, HttpPlan, NetworkFacts } from '../../model/index.ts';
import { collectProxy } from './collect-proxy.ts';
import { findOtherNames } from './find-other-names.ts';
import { findOtherPorts } from './find-other-ports.ts';

export interface NetworkOptions {
  /** Ports other entries, Compose files and the like point at. */
  readonly candidatePorts?: readonly number[];
  /** True when the doctor runs inside a container. */
  readonly isContainer?: boolean;
  readonly dnsMs?: number;
  readonly tcpMs?: number;
  /** For each question to another port. */
  readonly probeMs?: number;
  readonly lookUp?: LookUpHost;
  readonly listListeners?: () => Promise<readonly Listener[]>;
  readonly signal?: AbortSignal;
}

export type FilledOptions = Required<Pick<NetworkOptions, 'dnsMs' | 'tcpMs' | 'probeMs' | 'lookUp'>> & NetworkOptions;

const LOOPBACK: readonly HostAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];
const MAX_DIALLED = 8;

/** Name, addresses, ports and proxy of a server's URL, seen from this machine. Throws only for a URL that cannot be parsed. */
export async function collectNetwork(
  plan: HttpPlan,
  definition: Pick<ClientDefinition, 'http' | 'handshake'>,
  options: NetworkOptions = {},
): Promise<NetworkFacts> {
  const filled: FilledOptions = { dnsMs: 5000, tcpMs: 3000, probeMs: 1000, lookUp: lookUpHost, ...options };
  const url = new URL(plan.url);
  const [host, port] = [bareHost(url), portOf(url)];
  const isLoopback = isLoopbackHost(host);
  const dns = await filled.lookUp(host, filled.dnsMs);
  const tcp = await Promise.all(addressesToDial(dns.addresses, isLoopback).map((to) => dialTcp(to, port, filled.tcpMs)));
  const isOpen = tcp.some(({ state }) => state === 'open');
  const isRefused = isLoopback && !isOpen && tcp.some(({ state }) => state === 'refused');
  const [proxy, otherNames, otherPorts] = await Promise.all([
    collectProxy(url, plan.proxyEnv, definition.http.proxy, isOpen, filled.tcpMs),
    isOpen ? [] : findOtherNames(host, port, dns, filled),
    isRefused ? findOtherPorts(url, plan.transport, definition, filled) : [],
  ]);
  return {
    host,
    port,
    isLoopback,
    isPrivate: dns.addresses.some(({ address }) => ['private', 'link-local', 'shared'].includes(classifyAddress(address))),
    dns,
    tcp,
    ...(otherNames.length === 0 ? {} : { otherNames }),
    ...(isRefused ? { otherPorts } : {}),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** Loopback names are dialled in both families: a server may listen on one while the name leads to the other. */
function addressesToDial(resolved: readonly HostAddress[], isLoopback: boolean): readonly HostAddress[] {
  const all = isLoopback ? [...resolved, ...LOOPBACK] : resolved;
  return [...new Map(all.map((one) => [one.address, one])).values()].slice(0, MAX_DIALLED);
}
