import { describe, expect, it } from 'vitest';
import { checkEndpoint } from '../../../src/collect/http/check-endpoint.ts';
import { serveHttp } from '../../io/http-servers.ts';
import { answerLegacy, decisive, eventOf, open, purposes, readRpc, show, startEvents } from './support.ts';
import type { ServerResponse } from 'node:http';
import type { Running } from '../../io/http-servers.ts';

interface Ways {
  readonly endpoint?: (origin: string) => string;
  /** What the POST address answers instead of 202 and an event. */
  readonly post?: (response: ServerResponse, stream: ServerResponse) => void;
}

/** A server of 2024-11-05: GET /sse, POST /messages. Everything else is 404. */
function serveOldSse({ endpoint = () => '/messages?sessionId=0123456789abcdef', post }: Ways = {}): Promise<Running> {
  let stream: ServerResponse | undefined;
  return serveHttp((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (request.method === 'GET' && path === '/sse') {
      stream = startEvents(response);
      stream.write(eventOf(endpoint(`http://${request.headers.host}`), 'endpoint'));
      return;
    }
    if (request.method !== 'POST' || path !== '/messages' || stream === undefined)
      return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`Cannot ${request.method} ${path}`);
    if (post !== undefined) return post(response, stream);
    response.writeHead(202).end('Accepted');
    const answer = answerLegacy(readRpc(request), undefined, '2024-11-05');
    if (answer !== undefined) stream.write(eventOf(answer));
  });
}

describe('HTTP+SSE of 2024-11-05', () => {
  it.each([
    ['relative', undefined],
    ['absolute', (origin: string) => `${origin}/messages?sessionId=0123456789abcdef`],
  ])('connects with a %s endpoint', async (_, endpoint) => {
    const server = await serveOldSse(endpoint === undefined ? {} : { endpoint });
    const { session, tools } = await open(`${server.origin}/sse`, { plan: { transport: 'sse', headers: { 'X-Key': 'v' } } });
    expect(show(session)).toBe('connected legacy 2024-11-05 tools=1');
    expect(tools).toHaveLength(1);
    expect(session.transport).toBe('sse');
    expect(purposes(session)).toBe('sse-open 200, sse-post 202, sse-post 202, sse-post 202');
    expect(session.exchanges[0]?.error).toBeUndefined();
    expect(session.exchanges[0]?.events).not.toHaveProperty('endedEarly');
    expect(session.exchanges[0]?.events).toMatchObject({ count: 3, kinds: ['endpoint', 'message'], endpoint: expect.stringContaining('/messages') });
    expect(server.seen.every(({ headers }) => headers['x-key'] === 'v')).toBe(true);
    expect(JSON.stringify(session)).not.toContain('0123456789abcdef');
  });

  it('is the fallback of clients that have it, after the POST was refused', async () => {
    const server = await serveOldSse();
    const { session } = await open(`${server.origin}/sse`, { http: { fallback: 'sse' } });
    expect(show(session)).toBe('connected legacy 2024-11-05 tools=1');
    expect(session.transport).toBe('sse');
    expect(purposes(session)).toMatch(/^initialize 404, sse-open 200/);
    expect(show((await open(`${server.origin}/sse`, { plan: { transport: 'http-then-sse' } })).session)).toContain('connected');
    expect(show((await open(`${server.origin}/sse`)).session)).toBe('failed http-status');
  });

  it('keeps the reason of the POST when the fallback fails too', async () => {
    const server = await serveHttp((request, response) => void response.writeHead(request.method === 'GET' ? 405 : 400).end());
    const { session } = await open(server.origin, { http: { fallback: 'sse' } });
    expect(show(session)).toBe('failed http-status');
    expect(session.transport).toBe('http');
    expect(purposes(session)).toBe('initialize 400, sse-open 405');
    expect(decisive(session)).toMatchObject({ purpose: 'initialize', status: 400 });
  });

  it('shows an endpoint that lost the path prefix', async () => {
    const server = await serveOldSse({ endpoint: () => '/elsewhere/messages' });
    const { session } = await open(`${server.origin}/sse`, { plan: { transport: 'sse' } });
    expect(show(session)).toBe('failed http-status');
    expect(decisive(session)).toMatchObject({ purpose: 'sse-post', status: 404, url: `${server.origin}/elsewhere/messages` });
    expect(session.exchanges[0]?.events?.endpoint).toBe('/elsewhere/messages');
  });

  it('refuses an endpoint on another origin', async () => {
    const server = await serveOldSse({ endpoint: () => 'http://127.0.0.1:1/messages' });
    const { session } = await open(`${server.origin}/sse`, { plan: { transport: 'sse' } });
    expect(show(session)).toBe('failed stream');
    expect(decisive(session)).toMatchObject({ purpose: 'sse-open', events: { endpoint: 'http://127.0.0.1:1/messages' } });
  });

  it.each([
    ['is refused', (response: ServerResponse) => void response.writeHead(401).end(), 'needs-authentication', 'sse-post'],
    ['is taken and never answered', (response: ServerResponse) => void response.writeHead(202).end(), 'failed stream', 'sse-open'],
    ['ends the stream', (response: ServerResponse, stream: ServerResponse) => void (response.writeHead(202).end(), stream.end()), 'failed stream', 'sse-open'],
    [
      'gets an error',
      (response: ServerResponse, stream: ServerResponse) =>
        void (response.writeHead(202).end(), stream.write(eventOf({ jsonrpc: '2.0', id: 0, error: { code: -32603, message: 'x' } }))),
      'failed rpc-error',
      'sse-open',
    ],
  ])('the POST %s', async (_, post, outcome, decidedBy) => {
    const server = await serveOldSse({ post });
    const { session } = await open(`${server.origin}/sse`, { plan: { transport: 'sse', limitMs: 2_500 } });
    expect(show(session)).toBe(outcome);
    expect(decisive(session)?.purpose).toBe(decidedBy);
  });

  it.each([
    ['404', (response: ServerResponse) => void response.writeHead(404).end(), 'failed http-status', {}],
    ['401', (response: ServerResponse) => void response.writeHead(401).end(), 'needs-authentication', {}],
    [
      'html',
      (response: ServerResponse) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
      'failed http-body',
      { body: { kind: 'html' } },
    ],
    ['a stream without events', (response: ServerResponse) => void startEvents(response), 'failed stream', { status: 200, events: { count: 0 } }],
    ['silence', () => undefined, 'failed http-timeout', { error: { phase: 'timeout', code: 'HEADERS_TIMEOUT' } }],
  ])('the GET is answered with %s', async (_, answer, outcome, exchange) => {
    const server = await serveHttp((_request, response) => answer(response));
    const { session } = await open(server.origin, { plan: { transport: 'sse', limitMs: 2_500 } });
    expect(show(session)).toBe(outcome);
    expect(decisive(session)).toMatchObject({ purpose: 'sse-open', ...exchange });
  });
});

describe('checkEndpoint', () => {
  const stream = new URL('https://a.example/prefix/sse');
  it.each([
    ['/messages?x=1', 'https://a.example/messages?x=1'],
    ['messages', 'https://a.example/prefix/messages'],
    ['https://a.example/m', 'https://a.example/m'],
    ['https://b.example/m', undefined],
    ['http://a.example/m', undefined],
    ['http://', undefined],
  ])('%s: %s', (written, expected) => expect(checkEndpoint(written, stream)?.href).toBe(expected));
});
