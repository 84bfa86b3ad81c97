import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { readBody } from './http-body.ts';
import { connectTcp, connectThroughProxy, proxyAuthorization, secureSocket } from './http-connect.ts';
import { describeFault, makeFault } from './http-fault.ts';
import { notePhase, onStop, startWatch } from './http-watch.ts';
import type { Opened, Pin } from './http-connect.ts';
import type { HttpFault } from './http-fault.ts';
import type { HttpWatch } from './http-watch.ts';

export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For everything from the name look-up to the last byte. */
  readonly totalMs: number;
  /** Of the unpacked body; never more than 16 MiB. */
  readonly maxBodyBytes: number;
  readonly proxy?: URL;
  /** Connect to this address instead of looking the host up. */
  readonly pin?: Pin;
  /** PEM certificates trusted besides Node's own roots. */
  readonly ca?: readonly string[];
  /** Called with unpacked text as it arrives; `stop` ends the response there. */
  readonly onChunk?: (text: string, atMs: number) => 'continue' | 'stop';
  /** Called once when status and headers are there; `stop` leaves the body unread. */
  readonly onHead?: (status: number, headers: Readonly<Record<string, string>>, atMs: number) => 'continue' | 'stop';
  readonly signal?: AbortSignal;
}

export interface HttpReply {
  readonly status?: number;
  /** Names in lower case, repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly truncated: boolean;
  readonly remote?: { readonly address: string; readonly family: 4 | 6; readonly port: number };
  /** Host and port of the proxy, without credentials. */
  readonly viaProxy?: string;
  /** `dns tcp proxy tls firstByte end`, each the duration of that phase. */
  readonly phasesMs: Readonly<Record<string, number>>;
  readonly error?: HttpFault;
  readonly localAddress?: string;
  /** `onHead` or `onChunk` said stop. */
  readonly stopped?: true;
}

const MAX_HEADER_BYTES = 32 * 1024;

/** Sends one request on a connection of its own. Follows no redirects; network faults are values, never exceptions. */
export async function requestOnce(request: HttpRequest): Promise<HttpReply> {
  const watch = startWatch(request.totalMs, request.signal);
  const via = request.proxy === undefined ? {} : { viaProxy: request.proxy.host };
  const nothing = { headers: {}, body: new Uint8Array(), truncated: false, ...via };
  try {
    const opened = await open(request, watch);
    if ('fault' in opened) {
      const status = opened.fault.phase === 'proxy' && opened.fault.code === 'HTTP_407' ? { status: 407 } : {};
      return { ...nothing, ...status, phasesMs: watch.phasesMs, error: opened.fault };
    }
    const ends = readEnds(opened.socket);
    const reply = await converse(request, opened.socket, watch);
    return { ...nothing, ...ends, ...reply, phasesMs: watch.phasesMs };
  } catch (error) {
    return { ...nothing, phasesMs: watch.phasesMs, error: describeFault('request', error) };
  } finally {
    watch.finish();
  }
}

async function open(request: HttpRequest, watch: HttpWatch): Promise<Opened> {
  const { url, proxy, ca } = request;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { fault: makeFault('url', 'ERR_INVALID_PROTOCOL', `the address starts with ${url.protocol}, not with http: or https:`) };
  }
  const opened = proxy === undefined ? await connectTcp(url, request.pin, watch) : await connectThroughProxy(url, proxy, ca, watch);
  if ('fault' in opened || url.protocol === 'http:') return opened;
  return secureSocket(opened.socket, url, ca, watch);
}

type Conversation = Pick<HttpReply, 'headers' | 'body' | 'truncated' | 'status' | 'error' | 'stopped'>;

async function converse(request: HttpRequest, socket: Socket, watch: HttpWatch): Promise<Conversation> {
  const sentMs = watch.elapsedMs();
  const head = await sendRequest(request, socket, watch);
  if (!('response' in head)) {
    socket.destroy();
    return { headers: {}, body: new Uint8Array(), truncated: false, error: head.fault };
  }
  const headMs = notePhase(watch, 'firstByte', sentMs);
  const status = head.response.statusCode ?? 0;
  const headers = readHeaders(head.response);
  const wanted = request.onHead?.(status, headers, headMs) ?? 'continue';
  // 101 is a protocol switch nobody asked for: status and headers are evidence, the stream behind them is not.
  if (wanted === 'stop' || status === 101) {
    socket.destroy();
    return { status, headers, body: new Uint8Array(), truncated: false, ...(wanted === 'stop' ? { stopped: true } : {}) };
  }
  const read = await readBody(head.response, request, watch);
  notePhase(watch, 'end', headMs);
  socket.destroy();
  const refused = status === 407 && request.proxy !== undefined ? makeFault('proxy', 'HTTP_407', 'the proxy asked for a user name and password') : undefined;
  const error = refused ?? read.fault ?? head.late();
  return {
    status,
    headers,
    body: read.body,
    truncated: read.truncated,
    ...(read.stopped ? { stopped: true } : {}),
    ...(error === undefined || read.stopped ? {} : { error }),
  };
}

type Head = { readonly response: IncomingMessage; readonly late: () => HttpFault | undefined } | { readonly fault: HttpFault };

function sendRequest(request: HttpRequest, socket: Socket, watch: HttpWatch): Promise<Head> {
  return new Promise((resolve) => {
    let lateFault: HttpFault | undefined;
    let sent: ClientRequest;
    try {
      sent = httpRequest({
        method: request.method,
        path: targetOf(request),
        setHost: false,
        headers: headersOf(request),
        maxHeaderSize: MAX_HEADER_BYTES,
        createConnection: () => socket,
      });
    } catch (error) {
      resolve({ fault: describeFault('request', error) });
      return;
    }
    const settle = (head: Head): void => {
      release();
      resolve(head);
    };
    const release = onStop(watch, () => {
      sent.destroy();
      settle({ fault: watch.stopFault('timeout', 'response') });
    });
    sent.on('response', (response) => settle({ response, late: () => lateFault }));
    sent.on('upgrade', (response, upgraded) => {
      upgraded.destroy();
      settle({ response, late: () => undefined });
    });
    sent.on('error', (error) => {
      lateFault = describeFault('body', error);
      settle({ fault: describeFault('headers', error) });
    });
    sent.end(request.body);
  });
}

/** http through a proxy names the whole address; everything else only the path. */
function targetOf(request: HttpRequest): string {
  const path = `${request.url.pathname}${request.url.search}`;
  return request.proxy !== undefined && request.url.protocol === 'http:' ? `http://${request.url.host}${path}` : path;
}

function headersOf(request: HttpRequest): Record<string, string | number> {
  const { url, proxy, body } = request;
  const given = new Set(Object.keys(request.headers).map((name) => name.toLowerCase()));
  const own: Record<string, string | number> = {};
  if (!given.has('host')) own['Host'] = url.host;
  if (!given.has('accept-encoding')) own['Accept-Encoding'] = 'gzip, deflate, br';
  if (!given.has('authorization') && (url.username !== '' || url.password !== '')) {
    own['Authorization'] = proxyAuthorization(url)['Proxy-Authorization'] ?? '';
  }
  if (body !== undefined) own['Content-Length'] = Buffer.byteLength(body);
  return { ...own, ...request.headers, ...(proxy !== undefined && url.protocol === 'http:' ? proxyAuthorization(proxy) : {}) };
}

function readHeaders(response: IncomingMessage): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null);
  for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) {
    const name = response.rawHeaders[i]!.toLowerCase();
    const value = response.rawHeaders[i + 1]!;
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

function readEnds(socket: Socket): Pick<HttpReply, 'remote' | 'localAddress'> {
  const { remoteAddress, remoteFamily, remotePort, localAddress } = socket;
  return {
    ...(remoteAddress === undefined || remotePort === undefined
      ? {}
      : { remote: { address: remoteAddress, family: remoteFamily === 'IPv6' ? 6 : 4, port: remotePort } }),
    ...(localAddress === undefined ? {} : { localAddress }),
  };
}
