import { dirname } from 'node:path';
import type { HostFacts, Platform } from '../../medic/src/model/index.ts';
import { STDIO_SERVER, type Bed } from './bed.ts';

const HOMES: Readonly<Record<Platform, string>> = { linux: '/home/user', darwin: '/Users/user', win32: 'C:/Users/user' };
const NOW = '2026-11-21T12:00:00.000Z';
const INSTANT = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)/gu;
const HTTP_DATE = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} 20\d\d \d\d:\d\d:\d\d GMT/gu;
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gu;
const FINGERPRINT = /\b(?:[\dA-F]{2}:){31}[\dA-F]{2}\b/gu;
/** Numbers a stopwatch gave; limits and waits come from configs and stay. */
const MEASURED = new Set(['ms', 'atMs', 'answeredAtMs', 'firstByteMs', 'closedMs', 'firstMs', 'bufferedMs', 'waitedMs']);
/** OpenSSL puts the address of a structure in memory before its messages. */
const OPENSSL_ADDRESS = /\b[\dA-F]{12,16}:error:/gu;
const MAX_STRING = 4000;

/** Replaces what belongs to this machine and this run: folders, programs, ports, clock, durations, process numbers. */
export function makeSteady<T>(value: T, bed: Bed, platform: Platform): T {
  const words = replacements(bed, platform);
  const ports = new Map(
    Object.entries(bed.values).flatMap(([name, text], index) => (/^\d+$/u.test(text) ? [[Number(text), steadyPort(name, index)] as const] : [])),
  );
  const started = Date.now();
  const text = (raw: string): string => {
    let out = raw.slice(0, MAX_STRING);
    for (const [from, to] of words) out = out.replaceAll(from, to);
    for (const [from, to] of ports) out = out.replaceAll(new RegExp(`(?<![\\d.])${from}(?!\\d)`, 'gu'), String(to));
    return out
      .replaceAll(INSTANT, (instant) => shiftInstant(instant, started))
      .replaceAll(HTTP_DATE, 'Sat, 21 Nov 2026 12:00:00 GMT')
      .replaceAll(UUID, '00000000-0000-4000-8000-000000000000')
      .replaceAll(OPENSSL_ADDRESS, '000000000000:error:')
      .replaceAll(FINGERPRINT, Array.from({ length: 32 }, () => 'AB').join(':'));
  };
  const walk = (each: unknown, key: string, outer: string): unknown => {
    if (typeof each === 'string') return text(each);
    if (typeof each === 'number') return steadyNumber(each, key, outer, ports);
    // Cases run side by side: what answers on ports of no scene of ours belongs to another one.
    if (Array.isArray(each) && key === 'otherPorts') return each.filter(({ port }: { port: number }) => ports.has(port)).map((item) => walk(item, key, outer));
    if (Array.isArray(each)) return each.map((item) => walk(item, key, outer));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [text(name), walk(inner, name, key)]));
  };
  const steady: T = JSON.parse(JSON.stringify(walk(value, '', '')));
  return steady;
}

/** The machine every stored case was seen on. What the case itself sets (PATH, proxies, variables) stays. */
export function steadyHost({ path, sessionPath, proxy, notableEnv }: HostFacts, platform: Platform): HostFacts {
  return {
    platform,
    arch: platform === 'darwin' ? 'arm64' : 'x64',
    node: 'v24.11.1',
    now: NOW,
    path,
    ...(sessionPath === undefined ? {} : { sessionPath }),
    proxy,
    notableEnv,
  };
}

function replacements(bed: Bed, platform: Platform): readonly (readonly [string, string])[] {
  const nodeFolder = dirname(process.execPath);
  return [
    [STDIO_SERVER, '/opt/testbed/stdio.mjs'],
    [dirname(STDIO_SERVER), '/opt/testbed'],
    [process.execPath, '/usr/local/bin/node'],
    ...(['/usr/bin', '/bin', '/usr/local/bin'].includes(nodeFolder) ? [] : [[nodeFolder, '/usr/local/bin'] as const]),
    [bed.home, HOMES[platform]],
    [bed.home.replaceAll('/', '-'), HOMES[platform].replaceAll(/[^A-Za-z\d]/gu, '-')],
  ];
}

function steadyPort(name: string, index: number): number {
  if (name === 'closed') return 47_001;
  return name === 'held' ? 47_002 : 47_100 + index;
}

function steadyNumber(value: number, key: string, outer: string, ports: ReadonlyMap<number, number>): number {
  if (key === 'pid') return 4242;
  if (key === 'freeAbove') return 47_003;
  if (key === 'port') return ports.get(value) ?? (value > 32_767 ? 47_900 : value);
  if (!MEASURED.has(key) && outer !== 'phasesMs') return value;
  return value < 400 ? 40 : Math.round(value / 500) * 500;
}

/** Keeps the distance to now, in whole hours: a certificate that was valid for three days more still is. */
function shiftInstant(instant: string, started: number): string {
  const hours = Math.round((Date.parse(instant) - started) / 3_600_000);
  return new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
}
