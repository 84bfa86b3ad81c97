import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { startBlackhole } from './blackhole.ts';
import { HTTP_FAULTS } from './faults.ts';
import { CONNECT_FAULTS } from './proxy.ts';

export interface FaultServerOptions {
  /** A name of HTTP_FAULTS, or `blackhole`: a port that swallows connection requests. */
  readonly fault: string;
  readonly value?: string;
  readonly tls?: {
    readonly key: string;
    readonly cert: string;
    readonly minVersion?: 'TLSv1' | 'TLSv1.2';
    readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
    readonly ciphers?: string;
  };
  /** Loopback address to listen on; 127.0.0.1 by default. */
  readonly address?: '127.0.0.1' | '::1';
}

export interface FaultServer {
  readonly port: number;
  readonly origin: string;
  /** Method, path and headers of each request, in order. */
  readonly requests: readonly { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[];
  readonly close: () => Promise<void>;
}

/** Starts a broken (or healthy) HTTP server on a loopback port chosen by the system. */
export async function startFaultServer({ fault, value, tls, address = '127.0.0.1' }: FaultServerOptions): Promise<FaultServer> {
  if (fault === 'blackhole') {
    const { port, close } = await startBlackhole();
    return { port, origin: `http://127.0.0.1:${port}`, requests: [], close };
  }
  const make = HTTP_FAULTS[fault];
  if (make === undefined) throw new Error(`unknown fault "${fault}"; known: ${Object.keys(HTTP_FAULTS).join(', ')}`);
  const handler = make(value);
  const requests: { method: string; url: string; headers: Record<string, unknown> }[] = [];
  const sockets = new Set<Socket>();
  const listener: Parameters<typeof createPlain>[1] = (request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: { ...request.headers } });
    response.on('error', () => {});
    Promise.resolve(handler(request, response)).catch(() => response.destroy());
  };
  const server: Server = tls === undefined ? createPlain(listener) : createTls(tls, listener);
  const onConnect = CONNECT_FAULTS[fault]?.(value);
  if (onConnect !== undefined) server.on('connect', onConnect);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = address === '::1' ? '[::1]' : address;
  return {
    port,
    origin: `${tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    requests,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
