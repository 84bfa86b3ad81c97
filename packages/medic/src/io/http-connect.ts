import { request as httpRequest } from 'node:http';
import { connect as netConnect, isIP } from 'node:net';
import { connect as tlsConnect, createSecureContext, rootCertificates } from 'node:tls';
import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import { describeFault, makeFault } from './http-fault.ts';
import { notePhase, onStop } from './http-watch.ts';
import type { HttpFault, HttpPhase } from './http-fault.ts';
import type { HttpWatch } from './http-watch.ts';

export interface Pin {
  readonly address: string;
  readonly family: 4 | 6;
}

export type Opened = { readonly socket: Socket } | { readonly fault: HttpFault };

/** Host name without the brackets of an IPv6 URL. */
export function bareHost(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Looks the host up and connects, trying its addresses the way Node's own clients do. */
export function connectTcp(url: URL, pin: Pin | undefined, watch: HttpWatch): Promise<Opened> {
  const host = pin?.address ?? bareHost(url);
  const startedMs = watch.elapsedMs();
  const tried: string[] = [];
  let resolvedMs = isIP(host) === 0 ? undefined : startedMs;
  return new Promise((resolve) => {
    const socket = netConnect({ host, port: portOf(url), autoSelectFamily: true, ...(pin === undefined ? {} : { family: pin.family }) });
    socket.on('error', () => undefined);
    const settle = (opened: Opened): void => {
      release();
      resolve(opened);
    };
    const release = onStop(watch, () => {
      socket.destroy();
      settle({
        fault: watch.stopFault(resolvedMs === undefined ? 'dns' : 'tcp', resolvedMs === undefined ? 'address for the name' : 'connection', tried.join(', ')),
      });
    });
    socket.once('lookup', (error) => {
      if (error === null) resolvedMs = notePhase(watch, 'dns', startedMs);
    });
    socket.on('connectionAttempt', (ip: string) => tried.push(ip));
    socket.once('connect', () => {
      notePhase(watch, 'tcp', resolvedMs ?? startedMs);
      socket.setNoDelay(true);
      settle({ socket });
    });
    socket.once('error', (error) => {
      notePhase(watch, resolvedMs === undefined ? 'dns' : 'tcp', resolvedMs ?? startedMs);
      settle({ fault: describeFault('tcp', error) });
    });
  });
}

/** TLS over an open socket. Certificates are always verified; roots are Node's own plus `ca`, whatever our environment says. */
export function secureSocket(raw: Socket, url: URL, ca: readonly string[] | undefined, watch: HttpWatch): Promise<Opened> {
  const startedMs = watch.elapsedMs();
  const host = bareHost(url);
  return new Promise((resolve) => {
    let socket: TLSSocket;
    try {
      const server = isIP(host) === 0 ? { servername: host } : {};
      socket = tlsConnect({ socket: raw, host, ...server, secureContext: contextFor(ca ?? []), ALPNProtocols: ['http/1.1'], rejectUnauthorized: true });
    } catch (error) {
      raw.destroy();
      resolve({ fault: describeFault('tls', error) });
      return;
    }
    const settle = (opened: Opened): void => {
      release();
      if ('fault' in opened) {
        socket.destroy();
        raw.destroy();
      }
      resolve(opened);
    };
    const release = onStop(watch, () => settle({ fault: watch.stopFault('tls', 'TLS handshake') }));
    socket.on('error', () => undefined);
    socket.once('secureConnect', () => {
      notePhase(watch, 'tls', startedMs);
      settle({ socket });
    });
    socket.once('error', (error) => {
      notePhase(watch, 'tls', startedMs);
      settle({ fault: describeFault('tls', error) });
    });
    socket.once('close', () => settle({ fault: makeFault('tls', 'ECONNRESET', 'the connection was closed during the TLS handshake') }));
  });
}

/** Opens the way to `url` through a proxy: a CONNECT tunnel for https, the bare proxy connection for http. */
export async function connectThroughProxy(url: URL, proxy: URL, ca: readonly string[] | undefined, watch: HttpWatch): Promise<Opened> {
  const startedMs = watch.elapsedMs();
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    return { fault: makeFault('proxy', 'UNSUPPORTED_PROXY_SCHEME', `the proxy address starts with ${proxy.protocol}//`, proxy.host) };
  }
  // Phases of the way to the proxy are not those of the server: one number for all of them.
  const inner: HttpWatch = { ...watch, phasesMs: {} };
  const tcp = await connectTcp(proxy, undefined, inner);
  const opened = 'fault' in tcp || proxy.protocol === 'http:' ? tcp : await secureSocket(tcp.socket, proxy, ca, inner);
  const ready = 'fault' in opened || url.protocol === 'http:' ? opened : await openTunnel(opened.socket, url, proxy, watch);
  notePhase(watch, 'proxy', startedMs);
  if ('fault' in ready) return { fault: { ...ready.fault, phase: 'proxy', address: ready.fault.address ?? proxy.host } };
  return ready;
}

/** `Proxy-Authorization` for a proxy URL with user and password. */
export function proxyAuthorization(proxy: URL): Readonly<Record<string, string>> {
  if (proxy.username === '' && proxy.password === '') return {};
  const pair = `${decode(proxy.username)}:${decode(proxy.password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function openTunnel(socket: Socket, url: URL, proxy: URL, watch: HttpWatch): Promise<Opened> {
  const authority = `${url.hostname}:${portOf(url)}`;
  return new Promise((resolve) => {
    const settle = (opened: Opened): void => {
      release();
      if ('fault' in opened) socket.destroy();
      resolve(opened);
    };
    const release = onStop(watch, () => settle({ fault: watch.stopFault('proxy', 'answer of the proxy to CONNECT') }));
    const request = httpRequest({
      method: 'CONNECT',
      path: authority,
      setHost: false,
      headers: { Host: authority, ...proxyAuthorization(proxy) },
      maxHeaderSize: 32 * 1024,
      createConnection: () => socket,
    });
    request.once('connect', (response, _socket, head: Buffer) => {
      if (response.statusCode !== 200) return settle({ fault: refusedBy(response.statusCode ?? 0, authority) });
      if (head.length > 0) socket.unshift(head);
      settle({ socket });
    });
    request.once('response', (response) => {
      response.resume();
      settle({ fault: refusedBy(response.statusCode ?? 0, authority) });
    });
    request.on('error', (error) => settle({ fault: describeFault('proxy', error) }));
    request.end();
  });
}

function refusedBy(status: number, authority: string): HttpFault {
  return makeFault('proxy' satisfies HttpPhase, `HTTP_${status}`, `the proxy answered CONNECT ${authority} with status ${status}`);
}

const contexts = new Map<string, SecureContext>();

function contextFor(ca: readonly string[]): SecureContext {
  const key = ca.join('\n');
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const made = createSecureContext({ ca: [...rootCertificates, ...ca] });
  if (contexts.size < 8) contexts.set(key, made);
  return made;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
