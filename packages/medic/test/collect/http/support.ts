import type { ServerResponse } from 'node:http';
import type { ClientDefinition, HandshakeFacts, HttpExchange, HttpFacts, HttpPlan, HttpSession } from '../../../src/model/index.ts';
import { client as generic } from '../../../src/clients/mcp-json-generic.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { openHttpSession } from '../../../src/collect/http/open-session.ts';
import type { OpenedHttp, OpenOptions } from '../../../src/collect/http/open-session.ts';
import type { Seen } from '../../io/http-servers.ts';

interface Wish {
  readonly plan?: Partial<HttpPlan>;
  readonly http?: Partial<HttpFacts>;
  readonly handshake?: Partial<HandshakeFacts>;
  readonly options?: Partial<OpenOptions>;
}

/** A client like most: `initialize` first, Streamable HTTP only. */
export function makeDefinition({ http = {}, handshake = {} }: Wish = {}): ClientDefinition {
  return {
    ...generic,
    http: {
      fallback: 'none',
      sse: true,
      follows: 'any',
      userAgent: 'lab/1',
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
      clientInfo: { name: 'lab', version: '1' },
      listsTools: true,
      known: 'tested',
      ...handshake,
    },
  };
}

export const DISCOVER_FIRST: Partial<HandshakeFacts> = { first: 'server/discover', discoverFallbackMs: { stdio: 1_000, http: 1_000 } };

export function makePlan(url: string, more: Partial<HttpPlan> = {}): HttpPlan {
  return { transport: 'http', url, headers: {}, limitMs: 15_000, proxyEnv: {}, ...more };
}

export function open(url: string, wish: Wish = {}): Promise<OpenedHttp> {
  return openHttpSession(makePlan(url, wish.plan), makeDefinition(wish), createRedactor(), { patienceMs: 0, ...wish.options });
}

/** `connected legacy 2025-11-25 tools=1`, `failed http-status`, … */
export function show({ outcome }: HttpSession): string {
  if (outcome.kind === 'failed') return `failed ${outcome.stage}`;
  if (outcome.kind === 'needs-authentication') return outcome.kind;
  const tools = outcome.tools === undefined ? '' : ` tools=${outcome.tools}`;
  return `connected ${outcome.era} ${outcome.protocolVersion}${tools}${outcome.degraded === undefined ? '' : ` (${outcome.degraded})`}`;
}

export function decisive(session: HttpSession): HttpExchange | undefined {
  return session.decidedBy === undefined ? undefined : session.exchanges[session.decidedBy];
}

export const purposes = (session: HttpSession): string => session.exchanges.map(({ purpose, status }) => `${purpose} ${status ?? '-'}`).join(', ');

interface Rpc {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly cursor?: string; readonly protocolVersion?: string };
}

export function readRpc(request: Seen): Rpc {
  const rpc: Rpc = request.body === '' ? {} : JSON.parse(request.body);
  return rpc;
}

export function sendJson(response: ServerResponse, body: unknown, status: number = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function startEvents(response: ServerResponse, headers: Record<string, string> = {}): ServerResponse {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', ...headers }).flushHeaders();
  return response;
}

export function eventOf(body: unknown, name: string = 'message'): string {
  return `event: ${name}\ndata: ${typeof body === 'string' ? body : JSON.stringify(body)}\n\n`;
}

export const TOOL = { name: 'echo', inputSchema: { type: 'object' } };

/** What a healthy legacy server answers; undefined for notifications. */
export function answerLegacy({ id, method }: Rpc, tools: readonly unknown[] = [TOOL], version: string = '2025-11-25'): unknown {
  if (method === 'initialize')
    return { jsonrpc: '2.0', id, result: { protocolVersion: version, capabilities: { tools: {} }, serverInfo: { name: 'lab-server', version: '1.0' } } };
  if (method === 'tools/list') return { jsonrpc: '2.0', id, result: { tools } };
  return id === undefined ? undefined : { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } };
}

/** A healthy Streamable HTTP server: JSON answers, 405 for GET, 202 for notifications. */
export function healthy(request: Seen, response: ServerResponse): void {
  if (request.method !== 'POST') return void response.writeHead(405).end();
  const answer = answerLegacy(readRpc(request));
  if (answer === undefined) return void response.writeHead(202).end();
  sendJson(response, answer);
}
