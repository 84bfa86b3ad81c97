import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Handler } from './healthy.ts';
import { sendHtml } from './respond.ts';

export type ConnectHandler = (request: IncomingMessage, socket: Duplex) => void;

/** What a proxy says to CONNECT, by the name of its fault. `VALUE` of `proxy`: a host name it knows although DNS does not. */
export const CONNECT_FAULTS: Readonly<Record<string, (value?: string) => ConnectHandler>> = {
  proxy: (known) => (request, socket) => {
    const [host = '', port = '443'] = (request.url ?? '').split(':');
    if (host === known) {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      return;
    }
    if (host !== '127.0.0.1') return refuse(socket, '502 Bad Gateway');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => refuse(socket, '503 Service Unavailable'));
    socket.on('close', () => target.destroy());
  },
  'proxy-login': () => (_request, socket) => refuse(socket, '407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="Corporate proxy"\r\n'),
  'proxy-not-here': () => (_request, socket) => refuse(socket, '403 Forbidden'),
};

/** The same proxies for http addresses, which they get as ordinary requests with a whole URL. */
export const PROXY_HTTP: Readonly<Record<string, () => Handler>> = {
  proxy: () => (request, response) => {
    request.resume();
    sendHtml(response, 502, page('The requested URL could not be retrieved'));
  },
  'proxy-login': () => (request, response) => {
    request.resume();
    sendHtml(response, 407, page('Cache Access Denied'), { 'proxy-authenticate': 'Basic realm="Corporate proxy"', via: '1.1 proxy (squid/6.6)' });
  },
  /** The proxy's own idea of 127.0.0.1 is itself, where no such server runs. */
  'proxy-not-here': () => (request, response) => {
    request.resume();
    sendHtml(response, 503, page('The requested URL could not be retrieved'), { via: '1.1 proxy (squid/6.6)', 'x-squid-error': 'ERR_CONNECT_FAIL 111' });
  },
};

function page(title: string): string {
  return `<!DOCTYPE html><html><head><title>ERROR: ${title}</title></head><body><h1>ERROR</h1><h2>${title}</h2></body></html>`;
}

function refuse(socket: Duplex, status: string, headers: string = ''): void {
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}
