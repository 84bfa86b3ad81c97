import { describe, expect, it } from 'vitest';
import { freePort, serveHttp, serveTcp } from '../../io/http-servers.ts';
import { decisive, DISCOVER_FIRST, healthy, open, purposes, readRpc, sendJson, show, startEvents, eventOf, answerLegacy } from './support.ts';

describe("the client's limit and our patience", () => {
  it('a late answer is a time-out that patience explains', async () => {
    const server = await serveHttp((request, response) => void setTimeout(() => healthy(request, response), 200));
    const { session, tools } = await open(server.origin, { plan: { limitMs: 100 }, options: { patienceMs: 2_000 } });
    expect(session.outcome).toEqual({ kind: 'failed', stage: 'http-timeout', atMs: 100 });
    expect(session.patience?.answeredAtMs).toBeGreaterThanOrEqual(190);
    expect(tools).toBeUndefined();
  });

  it('an answer that never comes says how long we waited', async () => {
    const server = await serveHttp(() => undefined);
    const { session } = await open(server.origin, { plan: { limitMs: 60 }, options: { patienceMs: 60 } });
    expect(session.outcome).toEqual({ kind: 'failed', stage: 'http-timeout', atMs: 60 });
    expect(session.patience?.waitedMs).toBeGreaterThanOrEqual(50);
    expect(session.patience).not.toHaveProperty('answeredAtMs');
  });

  it('an answer in time needs no patience', async () => {
    const server = await serveHttp(healthy);
    expect((await open(server.origin, { options: { patienceMs: 1_000 } })).session).not.toHaveProperty('patience');
  });

  it('gives up at once when it is stopped', async () => {
    const server = await serveHttp(() => undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const { session } = await open(server.origin, { plan: { limitMs: 60_000 }, options: { signal: controller.signal } });
    expect(session.outcome.kind).toBe('failed');
  });

  it('shows events that were held back until the response ended', async () => {
    const server = await serveHttp((request, response) => {
      const answer = answerLegacy(readRpc(request), []);
      if (readRpc(request).method !== 'initialize') return healthy(request, response);
      startEvents(response);
      setTimeout(() => response.end(`id: 0\ndata:\n\n${eventOf(answer)}`), 1_100);
    });
    const { session } = await open(server.origin, { plan: { limitMs: 3_000 } });
    expect(show(session)).toContain('connected');
    expect(decisive(session)?.events).toMatchObject({ count: 2, bufferedMs: expect.any(Number), firstMs: expect.any(Number) });
  });
});

describe('faults below HTTP', () => {
  it('name their stage, and the modern probe is not followed by a second try', async () => {
    const port = await freePort();
    const { session } = await open(`http://127.0.0.1:${port}/mcp`, { handshake: DISCOVER_FIRST });
    expect(show(session)).toBe('failed tcp');
    expect(purposes(session)).toBe('discover -');
    expect(decisive(session)?.error).toMatchObject({ phase: 'tcp', code: 'ECONNREFUSED', address: '127.0.0.1' });
    expect(show((await open('http://no-such-host.invalid/mcp')).session)).toBe('failed dns');
    const plain = await serveHttp(healthy);
    const tls = await open(`https://127.0.0.1:${plain.port}/mcp`);
    expect(show(tls.session)).toBe('failed tls');
    const mail = await serveTcp((socket) => socket.end('220 mail\r\n'));
    expect(show((await open(mail.origin)).session)).toBe('failed http-body');
  });

  it('a header that cannot be sent stops the client before it dials', async () => {
    const server = await serveHttp(healthy);
    const { session } = await open(server.origin, { plan: { headers: { Authorization: 'Bearer abc\ndef' } } });
    expect(show(session)).toBe('failed url');
    expect(decisive(session)?.error).toMatchObject({ phase: 'request', code: 'ERR_INVALID_CHAR' });
    expect(server.seen).toEqual([]);
  });

  it('goes through the proxy the client would use and names its failure', async () => {
    const proxy = await serveHttp((request, response) => healthy({ ...request, url: '/mcp' }, response));
    const env = { HTTP_PROXY: proxy.origin };
    const used = await open('http://mcp.example.invalid/mcp', { plan: { proxyEnv: env } });
    expect(show(used.session)).toContain('connected');
    expect(used.session.exchanges[0]?.viaProxy).toBe(`127.0.0.1:${proxy.port}`);
    const server = await serveHttp(healthy);
    expect((await open(server.origin, { plan: { proxyEnv: env } })).session.exchanges[0]?.viaProxy).toBeUndefined();
    const dead = { HTTP_PROXY: `http://user:secret-pass@127.0.0.1:${await freePort()}` };
    const caught = await open(server.origin, { plan: { proxyEnv: dead }, http: { proxy: 'env-also-loopback' } });
    expect(show(caught.session)).toBe('failed proxy');
    expect(JSON.stringify(caught.session)).not.toContain('secret-pass');
  });
});

describe('addresses that are none', () => {
  it.each([
    ['http://127.0.0.1:${PORT}/mcp', 'ERR_INVALID_URL', 'variable'],
    ['127.0.0.1:3000/mcp', 'ERR_INVALID_URL', 'http://'],
    ['localhost:3000/mcp', 'ERR_UNSUPPORTED_SCHEME', 'localhost:'],
    ['ws://127.0.0.1/mcp', 'ERR_UNSUPPORTED_SCHEME', 'ws:'],
    ['http://127.0.0.1:99999/mcp', 'ERR_INVALID_URL', '99999'],
    ['http://my host/mcp', 'ERR_INVALID_URL', 'space'],
    ['', 'ERR_INVALID_URL', 'empty'],
    ['http://', 'ERR_INVALID_URL', 'no valid URL'],
  ])('%s', async (url, code, words) => {
    const { session } = await open(url);
    expect(show(session)).toBe('failed url');
    expect(decisive(session)?.error).toMatchObject({ phase: 'url', code });
    expect(decisive(session)?.error?.message).toContain(words);
  });

  it.each([
    ['http://127.0.0.1:6000/mcp', 'ERR_BAD_PORT'],
    ['http://user:pass@127.0.0.1/mcp', 'ERR_URL_CREDENTIALS'],
  ])('%s is refused by clients on fetch of Node', async (url, code) => {
    const { session } = await open(url, { http: { userAgent: 'node' } });
    expect(decisive(session)?.error?.code).toBe(code);
  });

  it('spaces around the address do no harm', async () => {
    const server = await serveHttp((request, response) => (request.url === '/mcp' ? healthy(request, response) : sendJson(response, {}, 404)));
    expect(show((await open(` ${server.origin}/mcp `)).session)).toContain('connected');
  });
});
