import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Server as TcpServer } from 'node:net';
import { afterEach } from 'vitest';

import type { ClientDefinition, HttpExchange, HttpFacts, HttpPlan, HttpSession, Redactor } from '../../src/model/index.ts';

/** Servers, plans and sessions for the collectors of remote servers. Everything started ends after each test. */
const running: Server[] = [];

afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

export interface Listening {
  readonly server: Server;
  readonly port: number;
  readonly requests: IncomingMessage[];
}

export async function listen(handler: RequestListener, address: string = '127.0.0.1'): Promise<Listening> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return { server, port: portOf(server), requests };
}

/** The port a server listens on. */
export function portOf(server: TcpServer): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { server, port } = await listen(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export const INITIALIZE_ANSWER = {
  jsonrpc: '2.0',
  id: 0,
  result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'lab', version: '1' } },
};

/** Answers `initialize` on one path and 404 elsewhere. */
export function mcpAt(path: string): RequestListener {
  return (request, response) => {
    if (request.method === 'POST' && request.url === path) return sendJson(response, 200, INITIALIZE_ANSWER);
    response.writeHead(404, { 'Content-Type': 'text/html' }).end(`<title>Error</title>Cannot ${request.method} ${request.url}`);
  };
}

export function definitionWith(http: Partial<HttpFacts> = {}): Pick<ClientDefinition, 'http' | 'handshake'> {
  return {
    http: {
      fallback: 'none',
      sse: true,
      follows: 'same-origin',
      userAgent: 'lab-client/1',
      sendsVersionHeader: true,
      proxy: 'env',
      trust: 'bundled',
      oauth: true,
      known: 'tested',
      ...http,
    },
    handshake: {
      first: 'initialize',
      offers: '2025-11-25',
      accepts: 'known',
      clientInfo: { name: 'lab-client', version: '1' },
      listsTools: true,
      known: 'tested',
    },
  };
}

export function planFor(url: string, more: Partial<HttpPlan> = {}): HttpPlan {
  return { transport: 'http', url, headers: {}, limitMs: 5000, proxyEnv: {}, ...more };
}

export function sessionWith(exchanges: readonly Partial<HttpExchange>[], url: string = 'http://127.0.0.1/mcp'): HttpSession {
  const whole = exchanges.map((one) => ({ purpose: 'initialize', method: 'POST', url, requestHeaders: {}, redirects: [], phasesMs: {}, ...one }));
  return {
    transport: 'http',
    url,
    exchanges: whole,
    messages: [],
    sessionId: false,
    limitMs: 5000,
    outcome: { kind: 'failed', stage: 'http-status', atMs: 1 },
  };
}

/** Replaces one known secret. */
export function redactorFor(secret: string): Redactor {
  const text = (value: string): string => value.replaceAll(secret, '[redacted]');
  return {
    text,
    url: text,
    json: (value) => JSON.parse(text(JSON.stringify(value))),
    headers: (value) => Object.fromEntries(Object.entries(value).map(([name, one]) => [name, text(one)])),
    learn: () => undefined,
  };
}
