import type { CertificateFacts } from '../../model/index.ts';

/**
 * Words in issuer names of products that open TLS on the way and sign again with an own root: corporate gateways, virus scanners,
 * debugging proxies. From general knowledge of their default certificates, not measured: a name gone stale only loses a hint.
 */
const PRODUCTS: readonly (readonly [pattern: RegExp, product: string])[] = [
  [/\bzscaler\b/i, 'Zscaler'],
  [/\bnetskope\b|\bgoskope\b/i, 'Netskope'],
  [/\bblue ?coat\b|\bsymantec web (?:security|gateway)\b|\bcloud services ca\b/i, 'Blue Coat / Symantec'],
  [/\bpalo alto networks\b|\bglobalprotect\b/i, 'Palo Alto Networks'],
  [/\bforti(?:net|gate|gate ca|client)\b|\bfg[0-9a-z]{10,14}\b/i, 'Fortinet'],
  [/\bforcepoint\b|\bwebsense\b/i, 'Forcepoint'],
  [/\bcisco umbrella\b|\bopendns\b|\bcisco secure web\b|\bironport\b/i, 'Cisco Umbrella'],
  [/\bsophos\b/i, 'Sophos'],
  [/\bmcafee\b|\bskyhigh\b|\btrellix\b/i, 'McAfee / Skyhigh'],
  [/\bcheck ?point\b/i, 'Check Point'],
  [/\bkaspersky\b/i, 'Kaspersky'],
  [/\beset ssl filter\b|\beset,? spol\b/i, 'ESET'],
  [/\bavast\b/i, 'Avast'],
  [/\bavg (?:technologies|web)\b/i, 'AVG'],
  [/\bbitdefender\b/i, 'Bitdefender'],
  [/\bcloudflare for teams\b|\bgateway ca - cloudflare\b/i, 'Cloudflare Gateway'],
  [/\bbarracuda\b/i, 'Barracuda'],
  [/\bsonicwall\b/i, 'SonicWall'],
  [/\bwatchguard\b/i, 'WatchGuard'],
  [/\buntangle\b/i, 'Untangle'],
  [/\badguard\b/i, 'AdGuard'],
  [/\bmitmproxy\b/i, 'mitmproxy'],
  [/\bcharles proxy\b/i, 'Charles'],
  [/\bfiddler\b/i, 'Fiddler'],
  [/\bproxyman\b/i, 'Proxyman'],
  [/\bportswigger\b/i, 'Burp Suite'],
  [/\bhttp toolkit\b/i, 'HTTP Toolkit'],
];

/** The product whose name stands in an issuer of the chain. The leaf's own subject is the server's and does not count. */
export function findInspectionProduct(chain: readonly CertificateFacts[]): string | undefined {
  const issuers = chain.flatMap((one, index) => (index === 0 ? [one.issuer] : [one.subject, one.issuer]));
  return PRODUCTS.find(([pattern]) => issuers.some((name) => pattern.test(name)))?.[1];
}
