import type { HostAddress } from '../../io/dns.ts';
import { requestOnce } from '../../io/http.ts';
import type { HttpReply } from '../../io/http.ts';
import { isObject } from '../protocol/record.ts';
import { vetUrl } from './vet-url.ts';
import type { Vetting } from './vet-url.ts';

export interface FetchOptions {
  readonly vetting: Vetting;
  readonly totalMs: number;
  /** On the clock of `performance.now()`: after that nothing more is asked. */
  readonly endsAt: number;
  readonly userAgent: string;
  /** The proxy this client uses for an address. */
  readonly proxyFor: (url: URL) => URL | undefined;
  /** Connects elsewhere than to the checked address; for tests, where public names live on loopback. */
  readonly dialAs: (address: HostAddress) => HostAddress;
  /** PEM certificates trusted for https; absent: Node's own list. */
  readonly ca?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Fetched {
  readonly status?: number;
  /** Media type without parameters, lower case; empty when the answer named none. */
  readonly contentType?: string;
  readonly isHtml?: true;
  /** Present when the answer is a JSON object, whatever else is wrong with it. */
  readonly json?: Readonly<Record<string, unknown>>;
  readonly fault?: string;
}

const MAX_BODY_BYTES = 256 * 1024;
const MAX_REDIRECTS = 3;
const MAX_ADDRESSES = 3;

/** GETs one metadata document without credentials. Every hop is checked and dialled at the checked address. Never throws. */
export async function fetchMetadata(start: URL, options: FetchOptions): Promise<Fetched> {
  const deadline = Math.min(performance.now() + options.totalMs, options.endsAt);
  if (performance.now() >= deadline) return { fault: 'not asked: the documents before it took too long' };
  const hops: string[] = [];
  let url = start;
  for (;;) {
    const reply = await get(url, deadline, options);
    if (typeof reply === 'string') return { fault: describeHops(hops, reply) };
    const { status } = reply;
    const next = status !== undefined && status >= 300 && status < 400 ? reply.headers['location'] : undefined;
    if (status === undefined || next === undefined) return readReply(reply, hops);
    if (hops.length === MAX_REDIRECTS) return { status, fault: describeHops(hops, `more than ${MAX_REDIRECTS} redirects`) };
    hops.push(next.slice(0, 200));
    if (!URL.canParse(next, url.href)) return { status, fault: describeHops(hops, 'not an address') };
    const target = new URL(next, url);
    if (url.protocol === 'https:' && target.protocol === 'http:') return { status, fault: describeHops(hops, 'not asked: the redirect leaves https') };
    url = target;
  }
}

async function get(url: URL, deadline: number, options: FetchOptions): Promise<HttpReply | string> {
  const vetted = await vetUrl(url, options.vetting);
  if ('refused' in vetted) return vetted.refused;
  const proxy = options.proxyFor(url);
  const pins = vetted.addresses.slice(0, MAX_ADDRESSES).map((address) => ({ pin: options.dialAs(address) }));
  let reply: HttpReply | undefined;
  for (const way of proxy === undefined ? pins : [{ proxy }]) {
    reply = await requestOnce({
      url,
      method: 'GET',
      headers: { Accept: 'application/json', 'MCP-Protocol-Version': '2025-11-25', 'User-Agent': options.userAgent },
      totalMs: Math.max(1, deadline - performance.now()),
      maxBodyBytes: MAX_BODY_BYTES,
      ...way,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    // An address that cannot be reached, such as IPv6 without a route, is followed by the next one, as clients do.
    if (reply.error?.phase !== 'tcp') break;
  }
  return reply ?? `the name ${url.hostname.slice(0, 100)} could not be resolved`;
}

function readReply(reply: HttpReply, hops: readonly string[]): Fetched {
  const { status, error } = reply;
  if (status === undefined) return { fault: describeHops(hops, `${error?.code ?? 'no answer'}: ${error?.message ?? ''}`) };
  const contentType = (reply.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const text = new TextDecoder().decode(reply.body);
  const isHtml = contentType === 'text/html' || /^\s*</.test(text.slice(0, 200));
  const seen = { status, contentType, ...(isHtml ? { isHtml } : {}) };
  const at = (fault: string): Fetched => ({ ...seen, fault: describeHops(hops, fault) });
  if (status !== 200) return at(`HTTP ${status}${contentType === 'text/html' ? ' with an HTML page' : ''}`);
  if (reply.truncated && error === undefined) return at(`larger than ${MAX_BODY_BYTES / 1024} KiB`);
  if (error !== undefined) return at(`${error.code}: ${error.message}`);
  if (isHtml) return at('an HTML page instead of JSON');
  const value = parseJson(text);
  if (value === undefined) return at('not valid JSON');
  if (!isObject(value)) return at(`JSON, but ${nameKind(value)} instead of an object`);
  const oddType = contentType === 'application/json' || contentType.endsWith('+json') ? undefined : `the content type is "${contentType.slice(0, 60)}"`;
  const fault = oddType ?? (hops.length === 0 ? undefined : '');
  return { ...seen, json: value, ...(fault === undefined ? {} : { fault: describeHops(hops, fault) }) };
}

function describeHops(hops: readonly string[], fault: string): string {
  const words = hops.map((hop) => `redirected to ${hop}`);
  return [...words, ...(fault === '' ? [] : [fault])].join('; ').slice(0, 500);
}

function nameKind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
