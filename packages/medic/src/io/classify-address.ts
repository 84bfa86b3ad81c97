import { BlockList, isIP } from 'node:net';

/** Kinds of IP address by who can stand there. `0.0.0.0` and `::` count as loopback, because a connection to them ends there. */
export type AddressKind = 'loopback' | 'private' | 'link-local' | 'shared' | 'multicast' | 'reserved' | 'public';

const RANGES: readonly (readonly [kind: AddressKind, subnets: readonly string[]])[] = [
  ['loopback', ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10', '64:ff9b:1::/48']],
  // Carrier-grade NAT; also overlay networks such as Tailscale.
  ['shared', ['100.64.0.0/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    [
      '192.0.0.0/24',
      '192.0.2.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '192.88.99.0/24',
      '240.0.0.0/4',
      '2001::/23',
      '2001:db8::/32',
      '100::/64',
      '3fff::/20',
      '5f00::/16',
    ],
  ],
];

const LISTS: readonly (readonly [AddressKind, BlockList])[] = RANGES.map(([kind, subnets]) => [kind, buildList(subnets)]);

/** Classifies a resolved address; IPv6 forms that carry an IPv4 address are judged by that. Not an address: `reserved`. */
export function classifyAddress(address: string): AddressKind {
  const bare = address.replaceAll(/[[\]]/g, '').split('%', 1)[0] ?? '';
  const version = isIP(bare);
  if (version === 0) return 'reserved';
  if (version === 4) return lookUp(bare, 'ipv4');
  const carried = readCarriedIpv4(expandIpv6(bare));
  return carried === undefined ? lookUp(bare, 'ipv6') : classifyAddress(carried);
}

/** Whether a host as written in a URL means this machine: `localhost`, 127.0.0.0/8, `[::1]`, `0.0.0.0`. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.toLowerCase().replaceAll(/[[\]]/g, '').replace(/\.$/, '');
  return bare === 'localhost' || bare.endsWith('.localhost') || (isIP(bare) !== 0 && classifyAddress(bare) === 'loopback');
}

function lookUp(address: string, family: 'ipv4' | 'ipv6'): AddressKind {
  return LISTS.find(([, list]) => list.check(address, family))?.[0] ?? 'public';
}

function buildList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits = ''] = subnet.split('/');
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** The eight groups of an IPv6 address. */
function expandIpv6(address: string): readonly number[] {
  const compressed = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = compressed.split('::');
  const parse = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [left, right] = [parse(head), parse(tail ?? '')];
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}

/** The IPv4 address inside mapped, compatible, NAT64 and 6to4 addresses. */
function readCarriedIpv4(groups: readonly number[]): string | undefined {
  const format = (high: number = 0, low: number = 0): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  const [a, b, c, d, e, f, g, h] = groups;
  const zeros = a === 0 && b === 0 && c === 0 && d === 0;
  if (zeros && e === 0 && f === 0xffff) return format(g, h);
  if (zeros && e === 0xffff && f === 0) return format(g, h);
  if (zeros && e === 0 && f === 0 && (g ?? 0) !== 0) return format(g, h);
  if (a === 0x64 && b === 0xff9b && c === 0) return format(g, h);
  if (a === 0x2002) return format(b, c);
  return undefined;
}
