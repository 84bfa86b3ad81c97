import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../io/http-servers.ts';
import { answerLegacy, decisive, DISCOVER_FIRST, eventOf, healthy, open, purposes, readRpc, sendJson, show, startEvents, TOOL } from './support.ts';
import type { Seen } from '../../io/http-servers.ts';

const MODERN = {
  jsonrpc: '2.0',
  result: {
    resultType: 'complete',
    supportedVersions: ['2026-07-28'],
    capabilities: { tools: {} },
    _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'm', version: '2' } },
  },
};

function discovers(request: Seen): boolean {
  return readRpc(request).method === 'server/discover';
}

describe('Streamable HTTP', () => {
  it('connects and sends what the client sends', async () => {
    const server = await serveHttp(healthy);
    const { session, tools } = await open(`${server.origin}/mcp`, { plan: { headers: { 'X-Team': 'blue', accept: 'x/y' } } });
    expect(show(session)).toBe('connected legacy 2025-11-25 tools=1');
    expect(tools).toEqual([TOOL]);
    expect(session.outcome).toMatchObject({ serverInfo: { name: 'lab-server', version: '1.0' }, capabilities: ['tools'] });
    expect(purposes(session)).toMatch(/^initialize 200, initialized 202, /);
    expect(purposes(session)).toContain('get-stream 405');
    expect(decisive(session)?.purpose).toBe('initialize');
    const [first, second] = server.seen;
    expect(first?.headers).toMatchObject({
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'user-agent': 'lab/1',
      'x-team': 'blue',
    });
    expect(first?.headers).not.toHaveProperty('mcp-protocol-version');
    expect(second?.headers).toMatchObject({ 'mcp-protocol-version': '2025-11-25', 'x-team': 'blue' });
    expect(session.messages.map(({ dir, method, id }) => [dir, method, id])).toEqual([
      ['sent', 'initialize', 0],
      ['received', undefined, 0],
      ['sent', 'notifications/initialized', undefined],
      ['sent', 'tools/list', 1],
      ['received', undefined, 1],
    ]);
  });

  it('reads event streams, echoes the session and ends it', async () => {
    const server = await serveHttp((request, response) => {
      const answer = answerLegacy(readRpc(request));
      if (request.method === 'DELETE') return void response.end();
      if (request.method === 'GET') return void startEvents(response);
      if (answer === undefined) return void response.writeHead(202).end();
      const events = startEvents(response, { 'Mcp-Session-Id': 'session-0123456789' });
      events.write('id: 1\ndata:\n\n');
      events.write(eventOf({ jsonrpc: '2.0', method: 'notifications/message', params: {} }));
      return void events.write(eventOf(answer));
    });
    const { session } = await open(server.origin);
    expect(show(session)).toBe('connected legacy 2025-11-25 tools=1');
    expect(session.sessionId).toBe(true);
    expect(server.seen.slice(1).every(({ headers }) => headers['mcp-session-id'] === 'session-0123456789')).toBe(true);
    expect(server.seen.at(-1)?.method).toBe('DELETE');
    expect(session.exchanges[0]?.events).toMatchObject({ count: 3, kinds: ['message'] });
    expect(purposes(session)).toContain('get-stream 200');
    expect(JSON.stringify(session)).not.toContain('session-0123456789');
  });

  it('lets the client of rmcp take any version and refuses it for others', async () => {
    const server = await serveHttp((request, response) => sendJson(response, answerLegacy(readRpc(request), [], '1999-01-01') ?? {}));
    expect(show((await open(server.origin)).session)).toBe('failed version');
    expect(show((await open(server.origin, { handshake: { accepts: 'any' } })).session)).toBe('connected legacy 1999-01-01 tools=0');
  });

  it('gives neither version header nor tools where the client does not', async () => {
    const server = await serveHttp(healthy);
    const { session, tools } = await open(server.origin, { http: { sendsVersionHeader: false }, handshake: { listsTools: false } });
    expect(show(session)).toBe('connected legacy 2025-11-25');
    expect(tools).toBeUndefined();
    expect(server.seen.some(({ headers }) => 'mcp-protocol-version' in headers)).toBe(false);
  });

  it('is connected but degraded when the tools cannot be read', async () => {
    const server = await serveHttp((request, response) => {
      if (readRpc(request).method === 'tools/list')
        return sendJson(response, { jsonrpc: '2.0', id: readRpc(request).id, error: { code: -32603, message: 'no database' } });
      healthy(request, response);
    });
    expect(show((await open(server.origin)).session)).toBe('connected legacy 2025-11-25 tools=0 (tools/list was answered with error -32603: no database)');
  });

  it('fails with the notification when the session is lost there', async () => {
    const server = await serveHttp((request, response) => {
      if (readRpc(request).method === 'initialize') return healthy(request, response);
      sendJson(response, { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } }, 404);
    });
    const { session } = await open(server.origin);
    expect(show(session)).toBe('failed http-status');
    expect(decisive(session)).toMatchObject({ purpose: 'initialized', status: 404 });
    expect(session.messages.at(-1)?.error).toMatchObject({ code: -32001, message: 'Session not found' });
  });
});

describe('server/discover first', () => {
  it('stays modern when the server is', async () => {
    const server = await serveHttp((request, response) => {
      const { id, method } = readRpc(request);
      sendJson(response, method === 'server/discover' ? { ...MODERN, id } : { jsonrpc: '2.0', id, result: { resultType: 'complete', tools: [TOOL] } });
    });
    const { session } = await open(server.origin, { handshake: DISCOVER_FIRST });
    expect(show(session)).toBe('connected modern 2026-07-28 tools=1');
    expect(purposes(session)).toBe('discover 200, tools/list 200');
    expect(server.seen.map(({ headers }) => [headers['mcp-method'], headers['mcp-protocol-version']])).toEqual([
      ['server/discover', '2026-07-28'],
      ['tools/list', '2026-07-28'],
    ]);
    expect(JSON.parse(server.seen[1]!.body)).toMatchObject({ params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } } });
  });

  it.each([
    [
      'method not found',
      (response: Parameters<typeof sendJson>[0], id: unknown) =>
        sendJson(response, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } }),
    ],
    [
      'status 400',
      (response: Parameters<typeof sendJson>[0]) =>
        sendJson(response, { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'Server not initialized' } }, 400),
    ],
    ['status 500', (response: Parameters<typeof sendJson>[0]) => void response.writeHead(500).end('boom')],
    ['silence', () => undefined],
    [
      'header errors',
      (response: Parameters<typeof sendJson>[0], id: unknown) => sendJson(response, { jsonrpc: '2.0', id, error: { code: -32020, message: 'header' } }, 400),
    ],
  ])('goes on with initialize after %s', async (_, refuse) => {
    const server = await serveHttp((request, response) => (discovers(request) ? refuse(response, readRpc(request).id) : healthy(request, response)));
    const { session } = await open(server.origin, { handshake: DISCOVER_FIRST });
    expect(show(session)).toBe('connected legacy 2025-11-25 tools=1');
    const initialize = server.seen.find((request) => readRpc(request).method === 'initialize');
    expect(initialize?.headers).not.toHaveProperty('mcp-method');
    expect(initialize?.headers).not.toHaveProperty('mcp-protocol-version');
  });

  it('gives up on a modern server of another revision', async () => {
    const server = await serveHttp((request, response) =>
      sendJson(response, { jsonrpc: '2.0', id: readRpc(request).id, error: { code: -32022, message: 'no', data: { supported: ['2027-01-01'] } } }, 400),
    );
    const { session } = await open(server.origin, { handshake: DISCOVER_FIRST });
    expect(show(session)).toBe('failed version');
    expect(purposes(session)).toBe('discover 400');
  });
});

describe('what a server may answer instead', () => {
  const html = '<!doctype html><html><head><title>Sign in</title></head></html>';
  it.each([
    [
      '401',
      (_: Seen, r: Parameters<typeof sendJson>[0]) => sendJson(r, {}, 401, { 'WWW-Authenticate': 'Bearer' }),
      'needs-authentication',
      { status: 401, headers: { 'www-authenticate': 'Bearer' } },
    ],
    ['403', (_, r) => sendJson(r, {}, 403), 'failed http-status', { status: 403 }],
    [
      '404 html',
      (_, r) => void r.writeHead(404, { 'Content-Type': 'text/html' }).end(html),
      'failed http-status',
      { body: { kind: 'html', title: 'Sign in' } },
    ],
    ['html', (_, r) => void r.writeHead(200, { 'Content-Type': 'text/html' }).end(html), 'failed http-body', { body: { kind: 'html', title: 'Sign in' } }],
    ['json of something else', (_, r) => sendJson(r, { status: 'ok' }), 'failed invalid-answer', { body: { kind: 'json' } }],
    [
      'json under a wrong type',
      (q, r) => void r.writeHead(200, { 'Content-Type': 'text/plain' }).end(JSON.stringify(answerLegacy(readRpc(q)))),
      'failed http-body',
      { body: { kind: 'json-rpc' } },
    ],
    ['broken json', (_, r) => void r.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a":'), 'failed http-body', { body: { kind: 'text' } }],
    ['nothing', (_, r) => void r.writeHead(200, { 'Content-Type': 'application/json' }).end(), 'failed http-body', { body: { kind: 'empty' } }],
    ['202', (_, r) => void r.writeHead(202).end(), 'failed http-body', { status: 202, body: { kind: 'empty' } }],
    [
      'bytes',
      (_, r) => void r.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(Buffer.alloc(50)),
      'failed http-body',
      { body: { kind: 'binary', head: '' } },
    ],
    ['a stream that ends', (_, r) => void startEvents(r).end(': hello\n\n'), 'failed stream', { events: { count: 0, endedEarly: true } }],
    ['a stream in silence', (_, r) => void startEvents(r), 'failed stream', { events: { count: 0 }, error: { code: 'BODY_TIMEOUT' } }],
    ['a wrong id', (_, r) => sendJson(r, answerLegacy({ id: 77, method: 'initialize' })), 'failed invalid-answer', {}],
    ['an error', (q, r) => sendJson(r, { jsonrpc: '2.0', id: readRpc(q).id, error: { code: -32603, message: 'x' } }), 'failed rpc-error', {}],
    ['half a result', (q, r) => sendJson(r, { jsonrpc: '2.0', id: readRpc(q).id, result: { protocol_version: '2025-11-25' } }), 'failed invalid-answer', {}],
    ['silence', () => undefined, 'failed http-timeout', { error: { phase: 'timeout' } }],
    ['a closed connection', (_, r) => void r.destroy(), 'failed http-closed', { error: { phase: 'headers', code: 'ECONNRESET' } }],
  ] as readonly [string, (q: Seen, r: Parameters<typeof sendJson>[0]) => void, string, object][])('%s', async (_, handler, outcome, exchange) => {
    const server = await serveHttp(handler);
    const { session } = await open(server.origin, { plan: { limitMs: 2_500 } });
    expect(show(session)).toBe(outcome);
    expect(decisive(session)).toMatchObject(exchange);
  });

  it('a batch with the answer is taken by JavaScript clients only', async () => {
    const server = await serveHttp((request, response) => {
      const answer = answerLegacy(readRpc(request));
      if (answer === undefined) return void response.writeHead(202).end();
      return sendJson(response, [{ jsonrpc: '2.0', method: 'notifications/message' }, answer]);
    });
    expect(show((await open(server.origin)).session)).toContain('connected');
    expect(show((await open(server.origin, { handshake: { accepts: 'any' } })).session)).toBe('failed invalid-answer');
  });
});
