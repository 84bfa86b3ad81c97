import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { newAuthorizationServer } from '../auth/authorization-server.ts';
import { checkToken } from '../auth/tokens.ts';
import { newChanges } from '../exchange.ts';
import { errorReply } from '../reply.ts';
import { settle, type ConformanceOptions } from '../settings.ts';
import { sendReply } from './answer.ts';
import { mcpEndpoint } from './endpoint.ts';
import { newGateway } from './gateway.ts';
import { guard } from './guard.ts';
import { sseEndpoint } from './sse-endpoint.ts';

export interface ConformanceServer {
  /** The address a client is given: /mcp, or /sse for the transport of 2024-11-05. */
  readonly url: string;
  readonly port: number;
  /** Method, path and headers of each request, in order. */
  readonly requests: readonly { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[];
  /** Ends open subscriptions in good order, then everything else. */
  readonly close: () => Promise<void>;
}

/** Starts the conformance server on a loopback port chosen by the system. */
export async function startConformanceServer(options: ConformanceOptions = {}): Promise<ConformanceServer> {
  const settings = settle(options, () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const changes = newChanges();
  const authorizationServer = newAuthorizationServer(settings);
  const gateway = newGateway(settings);
  const isOld = settings.transport === 'sse';
  const endpoint = isOld ? sseEndpoint(settings, changes) : mcpEndpoint(settings, changes);
  const requests: ConformanceServer['requests'][number][] = [];
  const sockets = new Set<Socket>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, headers: { ...headers } });
    if (gateway(request, response) || guard(request, response, settings)) return;
    const { pathname } = new URL(url, 'http://localhost');
    const origin = `http://${headers.host ?? ''}`;
    if (await authorizationServer(request, response, origin)) return;
    const path = settings.broken('http.path') ? '/mcp/' : '/mcp';
    if (!isOld && pathname !== path) return void response.writeHead(404).end();
    const access = checkToken(request, response, settings, origin);
    if (access === undefined) return;
    await endpoint(request, response, access);
  };

  const server = createServer((request, response) => {
    response.on('error', () => {});
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      return sendReply(response, errorReply(undefined, error, settings));
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${isOld ? '/sse' : '/mcp'}`,
    port,
    requests,
    close: async () => {
      for (const close of settings.broken('res.graceful-stop') ? [] : changes.closers) close();
      await new Promise((resolve) => setImmediate(resolve));
      for (const socket of sockets) socket.destroySoon();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
