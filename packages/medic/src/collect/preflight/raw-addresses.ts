import type { ComposeService } from '../../model/index.ts';
import { asRecord } from '../is-record.ts';
import { lineOfText } from './line-of-text.ts';

type Found = ComposeService['addresses'];

/** What names other hosts. `dns`, `ports`, `image`, `build` and `healthcheck` hold numbers with dots for reasons of their own. */
const PLACES = ['environment', 'command', 'entrypoint', 'extra_hosts', 'links', 'external_links', 'args', 'labels'];
const IPV4 = /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]|\/\d)/g;
/** Loopback, "every address" and broadcast name no other host. */
const NO_HOST = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$)/;

/** Addresses written as numbers where a service's name could stand. */
export function findRawAddresses(body: Readonly<Record<string, unknown>>, text: string): Found {
  const found = PLACES.flatMap((place) => inValue(body[place], place));
  const fixed = Object.entries(asRecord(body['networks']) ?? {}).flatMap(([network, value]) => {
    const address = asRecord(value)?.['ipv4_address'] ?? asRecord(value)?.['ipv6_address'];
    return typeof address === 'string' ? [{ where: `networks.${network}`, address }] : [];
  });
  return [...found, ...fixed].slice(0, 20).map((one) => ({ ...one, line: lineOfText(text, one.address) }));
}

function inValue(value: unknown, where: string): readonly { readonly where: string; readonly address: string }[] {
  if (typeof value === 'string') return [...value.matchAll(IPV4)].flatMap(([address]) => (NO_HOST.test(address) ? [] : [{ where, address }]));
  if (Array.isArray(value)) return (value as readonly unknown[]).slice(0, 200).flatMap((item) => inValue(item, where));
  return Object.entries(asRecord(value) ?? {})
    .slice(0, 200)
    .flatMap(([key, item]) => inValue(item, `${where}.${key}`));
}
