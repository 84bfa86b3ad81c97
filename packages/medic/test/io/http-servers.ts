import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as TcpServer, Socket } from 'node:net';
import { afterEach } from 'vitest';

/** Loopback servers that end with the test. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Running {
  readonly origin: string;
  readonly port: number;
  readonly seen: Seen[];
}

const open = new Set<() => Promise<void>>();

afterEach(async () => {
  await Promise.all([...open].map((close) => close()));
  open.clear();
});

type Handler = (request: Seen, response: ServerResponse, raw: IncomingMessage) => void;

export async function serveHttp(handler: Handler, prepare?: (server: Server) => void): Promise<Running> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() };
      seen.push(one);
      response.on('error', () => undefined);
      handler(one, response, request);
    });
  });
  prepare?.(server);
  const port = await listen(server);
  open.add(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { origin: `http://127.0.0.1:${port}`, port, seen };
}

/** A server below HTTP: `talk` gets the bare connection. */
export async function serveTcp(talk: (socket: Socket) => void): Promise<Running> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    talk(socket);
  });
  const port = await listen(server);
  open.add(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return { origin: `http://127.0.0.1:${port}`, port, seen: [] };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Writes `text` again and again for as long as the other side reads. */
export function writeForever(
  target: { write: (chunk: string | Buffer) => boolean; once: (event: 'drain' | 'close', listener: () => void) => unknown; destroyed: boolean },
  text: string | Buffer,
): void {
  const pump = (): void => {
    if (target.destroyed) return;
    if (target.write(text)) setImmediate(pump);
    else target.once('drain', pump);
  };
  pump();
}

/** Writes `text` one byte at a time, one per `everyMs`. */
export function drip(response: ServerResponse | Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= text.length || response.destroyed) {
      clearInterval(timer);
      if (!response.destroyed) response.end();
      return;
    }
    response.write(text[at]!);
    at += 1;
  }, everyMs);
  response.on('close', () => clearInterval(timer));
}

function listen(server: Server | TcpServer): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server))));
}

export function portOf(server: Server | TcpServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
