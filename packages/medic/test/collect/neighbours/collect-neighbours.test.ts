import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';

import { collectNeighbours } from '../../../src/collect/neighbours/collect-neighbours.ts';
import { listVariations } from '../../../src/collect/neighbours/list-variations.ts';
import type { HttpExchange, HttpPlan, NeighbourTry } from '../../../src/model/index.ts';
import { closedPort, definitionWith, INITIALIZE_ANSWER, listen, mcpAt, planFor, redactorFor, sendJson, sessionWith } from '../remote-fixtures.ts';
import type { Listening } from '../remote-fixtures.ts';

const SECRET = 'tok-91be02d4';
const NOT_FOUND: Partial<HttpExchange> = { status: 404, body: { kind: 'html', bytes: 9, truncated: false, head: 'Cannot POST' } };

async function look(
  handler: RequestListener,
  path: string,
  first: Partial<HttpExchange> = NOT_FOUND,
  more: Partial<HttpPlan> = {},
): Promise<{ tries: readonly NeighbourTry[]; lab: Listening; good: Record<string, string> }> {
  const lab = await listen(handler);
  const plan = planFor(`http://127.0.0.1:${lab.port}${path}`, more);
  const { tries } = await collectNeighbours(sessionWith([first]), plan, definitionWith(), redactorFor(SECRET), { probeMs: 5_000 });
  const good = Object.fromEntries(tries.filter(({ result }) => result.startsWith('mcp')).map(({ change, result }) => [change, result]));
  return { tries, lab, good };
}

const streamAt =
  (path: string, first: string): RequestListener =>
  (request, response) => {
    if (request.method !== 'GET' || request.url !== path) {
      response.writeHead(404).end('no');
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(first);
  };

describe('other ways to reach a server', () => {
  it.each([
    ['/wrong', '/mcp', 'path /mcp'],
    ['/mcp', '/mcp/', 'path /mcp/'],
    ['/mcp/', '/mcp', 'path /mcp'],
    ['/', '/api/mcp', 'path /api/mcp'],
    ['/mcp', '/', 'path /'],
    ['/tenant/7/sse', '/tenant/7/mcp', 'path /tenant/7/mcp'],
  ])('finds for %s the endpoint %s', async (configured, real, change) => {
    const { good, tries, lab } = await look(mcpAt(real), configured);
    expect(good).toEqual({ [change]: 'mcp' });
    expect(tries.find((one) => one.change === change)).toMatchObject({
      url: `http://127.0.0.1:${lab.port}${real}`,
      transport: 'http',
      status: 200,
      detail: 'lab answered initialize with protocol version 2025-11-25',
    });
    expect(tries.length).toBeLessThanOrEqual(10);
    expect(lab.requests.length).toBeLessThanOrEqual(10);
  });

  it.each([
    ['/sse', 'transport sse'],
    ['/mcp', 'path /sse'],
  ])('finds for %s the old transport: %s', async (configured, change) => {
    const { good, tries } = await look(streamAt('/sse', `event: endpoint\ndata: /messages?sessionId=${SECRET}\n\n`), configured);
    expect(good).toEqual({ [change]: 'mcp' });
    expect(tries.find((one) => one.change === change)?.detail).toBe('the event stream began with endpoint /messages?sessionId=[redacted]');
  });

  it('finds Streamable HTTP behind an entry for the old transport', async () => {
    const { good } = await look(mcpAt('/mcp'), '/mcp', { ...NOT_FOUND, purpose: 'sse-open', method: 'GET' }, { transport: 'sse' });
    expect(good).toEqual({ 'transport http': 'mcp' });
  });

  it('reads an answer that comes as an event stream and stays open', async () => {
    const { good } = await look((request, response) => {
      if (request.url !== '/mcp') {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(`id: 1\ndata:\n\nevent: message\ndata: ${JSON.stringify(INITIALIZE_ANSWER)}\n\n`);
    }, '/');
    expect(good).toEqual({ 'path /mcp': 'mcp' });
  });

  it.each([
    ['a login with a challenge', 401, 'text/plain', 'no', { 'WWW-Authenticate': 'Bearer' }, 'mcp-needs-auth'],
    ['a login in JSON', 401, 'application/json', '{"error":"unauthorized"}', {}, 'mcp-needs-auth'],
    ['a login page', 401, 'text/html', '<title>Sign in</title>', {}, 'not-mcp'],
    ['a refused host', 403, 'application/json', '{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Invalid Host: x"}}', {}, 'not-mcp'],
    [
      'an old server',
      400,
      'application/json',
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"Bad Request: Server not initialized"}}',
      {},
      'mcp',
    ],
    ['a modern server', 400, 'application/json', '{"jsonrpc":"2.0","id":0,"error":{"code":-32022,"message":"Unsupported protocol version"}}', {}, 'mcp'],
    [
      'another JSON-RPC service',
      200,
      'application/json',
      '{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"the method initialize does not exist"}}',
      {},
      'not-mcp',
    ],
    ['JSON of another kind', 200, 'application/json', '{"result":{"protocolVersion":"x"}}', {}, 'not-mcp'],
    ['deep JSON', 200, 'application/json', `{"jsonrpc":"2.0","result":${'['.repeat(60_000)}`, {}, 'not-mcp'],
    ['a web application', 200, 'text/html', '<!doctype html><title>My\u{1b}[31m App</title>', {}, 'not-mcp'],
    ['a redirect', 302, 'text/html', '', { Location: 'https://login.example/' }, 'not-mcp'],
  ] as const)('calls %s by its name', async (_name, status, type, body, headers, result) => {
    const { tries } = await look((_request, response) => response.writeHead(status, { 'Content-Type': type, ...headers }).end(body), '/x');
    expect(new Set(tries.filter(({ transport, change }) => transport === 'http' && change.startsWith('path')).map((one) => one.result))).toEqual(
      new Set([result]),
    );
    expect(tries.every(({ detail }) => detail.length <= 170)).toBe(true);
  });

  it('comes back from servers that never end', async () => {
    const lab = await listen((request, response) => {
      if (request.url === '/mcp') return;
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': nothing\n\n');
    });
    const { tries } = await collectNeighbours(sessionWith([NOT_FOUND]), planFor(`http://127.0.0.1:${lab.port}/x`), definitionWith(), redactorFor(SECRET), {
      probeMs: 100,
      totalMs: 250,
    });
    expect(tries.length).toBeGreaterThan(3);
    expect(tries.some(({ result }) => result.startsWith('mcp'))).toBe(false);
  });

  it('sends configured headers to the configured origin only', async () => {
    const withHeaders = { headers: { Authorization: `Bearer ${SECRET}`, 'X-Api-Key': SECRET } };
    const lab = await listen((_request, response) => void response.writeHead(404).end());
    await collectNeighbours(
      sessionWith([NOT_FOUND]),
      planFor(`http://localhost:${lab.port}/x?key=${SECRET}`, withHeaders),
      definitionWith(),
      redactorFor(SECRET),
      { probeMs: 5_000 },
    );
    const sent = lab.requests.map(({ headers, url }) => [
      headers.host?.split(':')[0],
      headers.authorization,
      headers['x-api-key'],
      (url ?? '').includes(SECRET),
    ]);
    expect(sent).toContainEqual(['127.0.0.1', undefined, undefined, false]);
    for (const [host, authorization, key, inUrl] of sent)
      expect([authorization, key, inUrl]).toEqual(host === 'localhost' ? [`Bearer ${SECRET}`, SECRET, true] : [undefined, undefined, false]);
    expect(lab.requests.every(({ headers }) => headers['user-agent'] === 'lab-client/1')).toBe(true);
  });

  it('finds that the server accepts localhost as Host only', async () => {
    const { good } = await look(
      (request, response) => {
        if (!(request.headers.host ?? '').startsWith('localhost:')) {
          response.writeHead(421, { 'Content-Type': 'text/plain' }).end('Invalid Host header');
          return;
        }
        sendJson(response, 200, INITIALIZE_ANSWER);
      },
      '/mcp',
      { status: 421, body: { kind: 'text', bytes: 19, truncated: false, head: 'Invalid Host header' } },
    );
    expect(good).toEqual({ 'host header localhost': 'mcp' });
  });

  it('finds a server that listens on the other loopback family', async () => {
    const lab = await listen(mcpAt('/mcp'), '::1');
    const refused: Partial<HttpExchange> = { error: { phase: 'tcp', code: 'ECONNREFUSED', message: 'refused' } };
    const { tries } = await collectNeighbours(sessionWith([refused]), planFor(`http://127.0.0.1:${lab.port}/mcp`), definitionWith(), redactorFor(SECRET), {
      probeMs: 5_000,
    });
    expect(tries.map(({ change, result }) => [change, result])).toEqual([
      ['[::1] for 127.0.0.1', 'mcp'],
      ['https', 'unreachable'],
    ]);
  });

  it('finds plain HTTP behind https', async () => {
    const lab = await listen(mcpAt('/mcp'));
    const wrong: Partial<HttpExchange> = { error: { phase: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' } };
    const { tries } = await collectNeighbours(sessionWith([wrong]), planFor(`https://127.0.0.1:${lab.port}/mcp`), definitionWith(), redactorFor(SECRET), {
      probeMs: 5_000,
    });
    expect(tries[0]).toMatchObject({ change: 'http', url: `http://127.0.0.1:${lab.port}/mcp`, result: 'mcp' });
  });

  it('tries nothing when the server only wants a login or the connection stands', async () => {
    const port = await closedPort();
    const session = { ...sessionWith([{ status: 401 }]), outcome: { kind: 'needs-authentication', atMs: 1 } as const };
    expect(await collectNeighbours(session, planFor(`http://127.0.0.1:${port}/mcp`), definitionWith(), redactorFor(SECRET))).toEqual({ tries: [] });
  });
});

describe('the choice of variations', () => {
  const changes = (url: string, first: Partial<HttpExchange>, more: Partial<HttpPlan> = {}): string[] =>
    listVariations(sessionWith([first]), planFor(url, more)).map(({ change }) => change);

  it('stays on the host the user named and asks ten times at most', () => {
    const all = listVariations(sessionWith([NOT_FOUND]), planFor('https://server.example/a/b'));
    expect(all.length).toBeLessThanOrEqual(10);
    expect(new Set(all.map(({ url }) => url.origin))).toEqual(new Set(['https://server.example']));
  });

  it('asks a remote host nothing more when nobody answered', () => {
    expect(changes('https://server.example/mcp', { error: { phase: 'tcp', code: 'ECONNREFUSED', message: 'refused' } })).toEqual([]);
  });

  it('takes the address a redirect named only when it is the same server', () => {
    const to = (location: string): Partial<HttpExchange> => ({ status: 307, redirects: [{ status: 307, location, followed: false, methodAfter: 'POST' }] });
    expect(changes('https://server.example/old', to('/new/place'))).toContain('path /new/place');
    expect(changes('https://server.example/old', to('https://evil.example/new/place'))).not.toContain('path /new/place');
  });

  it('leaves out Origin and Accept headers of the entry when they may be the reason', () => {
    expect(changes('https://server.example/mcp', { status: 403 }, { headers: { Origin: 'https://x.example' } })).toContain('no origin');
    expect(changes('https://server.example/mcp', { status: 406 }, { headers: { accept: 'application/json' } })).toContain('accept both');
    expect(changes('https://server.example/mcp', { status: 406 })).not.toContain('accept both');
  });
});
