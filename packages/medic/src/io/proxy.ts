import { makeFault } from './http-fault.ts';
import type { HttpFault } from './http-fault.ts';

export interface ProxyChoice {
  readonly url: URL;
  /** The variable it was read from. */
  readonly from: string;
}

type Names = readonly string[];

/** Lower case first, as curl, undici and reqwest read them. */
const VARIABLES: Readonly<Record<string, Names>> = {
  'https:': ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
  'http:': ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
};

/**
 * The proxy that environment variables name for this address, `undefined` for a direct connection, or a fault when the variable
 * holds no usable address. `env` leaves loopback addresses alone, `env-also-loopback` does not unless NO_PROXY says so.
 */
export function chooseProxy(
  target: URL,
  env: Readonly<Record<string, string | undefined>>,
  mode: 'env' | 'env-also-loopback' | 'none' | 'unknown',
): ProxyChoice | { readonly fault: HttpFault } | undefined {
  if (mode === 'none' || mode === 'unknown') return undefined;
  const from = (VARIABLES[target.protocol] ?? []).find((name) => (env[name] ?? '').trim() !== '');
  if (from === undefined) return undefined;
  if (mode === 'env' && isLoopbackName(target.hostname)) return undefined;
  if (isExempt(target, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return undefined;
  const written = (env[from] ?? '').trim();
  const url = parseProxy(written);
  return url === undefined ? { fault: makeFault('proxy', 'ERR_INVALID_URL', `${from} holds no valid address`) } : { url, from };
}

/** True for `localhost` and names below it, 127.0.0.0/8, `0.0.0.0` and the IPv6 loopback address. */
export function isLoopbackName(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    host === '::1' ||
    host === '0.0.0.0' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
  );
}

/** Whether NO_PROXY exempts the address: `*`, a host, a domain suffix with or without leading dot or `*.`, each with an optional port. */
function isExempt(target: URL, noProxy: string): boolean {
  const host = target.hostname.toLowerCase().replaceAll(/[[\]]/g, '');
  const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
  return noProxy.split(/[\s,]+/).some((entry) => entry !== '' && matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const parts = splitPort(entry);
  if (parts.port !== undefined && parts.port !== port) return false;
  const name = parts.name.replace(/^\*?\./, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

function splitPort(entry: string): { readonly name: string; readonly port?: string } {
  if (entry.startsWith('[')) {
    const end = entry.indexOf(']');
    const rest = entry.slice(end + 1);
    return { name: entry.slice(1, end === -1 ? undefined : end), ...(rest.startsWith(':') ? { port: rest.slice(1) } : {}) };
  }
  const at = entry.indexOf(':');
  // Two colons and no brackets: a bare IPv6 address, not a host with a port.
  if (at === -1 || at !== entry.lastIndexOf(':')) return { name: entry };
  return { name: entry.slice(0, at), port: entry.slice(at + 1) };
}

function parseProxy(written: string): URL | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  try {
    const url = new URL(text);
    return url.hostname === '' ? undefined : url;
  } catch {
    return undefined;
  }
}
