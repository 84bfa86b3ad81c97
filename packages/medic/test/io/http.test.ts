import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSelfSigned } from '../../../testbed/src/certificates.ts';
import { requestOnce } from '../../src/io/http.ts';
import { drip, freePort, portOf, serveHttp, serveTcp, writeForever } from './http-servers.ts';
import type { HttpReply, HttpRequest } from '../../src/io/http.ts';

function get(url: string, more: Partial<HttpRequest> = {}): Promise<HttpReply> {
  return requestOnce({ url: new URL(url), method: 'GET', headers: {}, totalMs: 5_000, maxBodyBytes: 1024 * 1024, ...more });
}

const text = (reply: HttpReply): string => new TextDecoder().decode(reply.body);

describe('requestOnce', () => {
  it('sends method, headers and body, and says where it went and how long each phase took', async () => {
    const server = await serveHttp((request, response) => response.writeHead(201, { 'X-A': ['1', '2'] }).end(request.body.toUpperCase()));
    const reply = await get(`${server.origin}/a?b=c`, { method: 'POST', headers: { 'X-Key': 'v' }, body: 'häl' });
    expect(reply.status).toBe(201);
    expect(text(reply)).toBe('HÄL');
    expect(reply.headers['x-a']).toBe('1, 2');
    expect(reply.remote).toEqual({ address: '127.0.0.1', family: 4, port: server.port });
    expect(reply.localAddress).toBe('127.0.0.1');
    expect(Object.keys(reply.phasesMs)).toEqual(['tcp', 'firstByte', 'end']);
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/a?b=c',
      body: 'häl',
      headers: { 'x-key': 'v', 'content-length': '4', host: `127.0.0.1:${server.port}` },
    });
  });

  it('looks names up and can be pinned to an address', async () => {
    const server = await serveHttp((_, response) => response.end('ok'));
    expect((await get(`http://localhost:${server.port}/`)).phasesMs).toHaveProperty('dns');
    const pinned = await get(`http://name.invalid:${server.port}/`, { pin: { address: '127.0.0.1', family: 4 } });
    expect(pinned.status).toBe(200);
    expect(server.seen[1]?.headers.host).toBe(`name.invalid:${server.port}`);
  });

  it.each([
    ['gzip', gzipSync('hello')],
    ['x-gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['deflate', deflateRawSync('hello')],
    ['br', brotliCompressSync('hello')],
  ])('unpacks %s', async (encoding, packed) => {
    const server = await serveHttp((_, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(packed));
    expect(text(await get(server.origin))).toBe('hello');
  });

  it('follows no redirect', async () => {
    const server = await serveHttp((_, response) => response.writeHead(302, { Location: '/there' }).end());
    expect(await get(server.origin)).toMatchObject({ status: 302, headers: { location: '/there' } });
    expect(server.seen).toHaveLength(1);
  });

  it('hands text on as it comes and ends when told to', async () => {
    const server = await serveHttp((_, response) => {
      response.write('one ');
      setTimeout(() => response.write('two '), 20);
    });
    const got: string[] = [];
    const reply = await get(server.origin, { onChunk: (chunk) => (got.push(chunk), got.length === 2 ? 'stop' : 'continue') });
    expect(got.join('')).toBe('one two ');
    expect(reply).toMatchObject({ status: 200, stopped: true, truncated: false });
    expect(reply.error).toBeUndefined();
  });

  describe('faults are values', () => {
    it('names refusal, unknown host, bad scheme and bad header', async () => {
      const port = await freePort();
      expect((await get(`http://127.0.0.1:${port}/`)).error).toMatchObject({ phase: 'tcp', code: 'ECONNREFUSED', address: '127.0.0.1' });
      expect((await get(`http://localhost:${port}/`)).error).toMatchObject({ phase: 'tcp', code: 'ECONNREFUSED' });
      expect((await get('http://no-such-host.invalid/')).error).toMatchObject({ phase: 'dns' });
      expect((await get('ftp://127.0.0.1/')).error).toMatchObject({ phase: 'url' });
      const server = await serveHttp((_, response) => response.end());
      expect((await get(server.origin, { headers: { Authorization: 'Bearer a\nb' } })).error).toMatchObject({ phase: 'request', code: 'ERR_INVALID_CHAR' });
    });

    it('tells a server that closes before, during and instead of the response', async () => {
      const before = await serveTcp((socket) => socket.on('data', () => socket.destroy()));
      expect((await get(before.origin)).error).toMatchObject({ phase: 'headers', code: 'ECONNRESET' });
      const during = await serveTcp((socket) => socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc')));
      expect(await get(during.origin)).toMatchObject({ status: 200, truncated: true, error: { phase: 'body', code: 'ECONNRESET' } });
      const other = await serveTcp((socket) => socket.end('220 mail ready\r\n'));
      expect((await get(other.origin)).error).toMatchObject({ phase: 'headers', code: expect.stringMatching(/^HPE_/) });
    });

    it('tells a plain port behind an https address', async () => {
      const server = await serveHttp((_, response) => response.end());
      expect((await get(`https://127.0.0.1:${server.port}/`)).error).toMatchObject({ phase: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
    });

    it('tells what it was waiting for when time is up', async () => {
      const silent = await serveTcp((socket) => socket.resume());
      expect((await get(silent.origin, { totalMs: 60 })).error).toMatchObject({ phase: 'timeout', code: 'HEADERS_TIMEOUT' });
      expect((await get(`https://127.0.0.1:${silent.port}/`, { totalMs: 60 })).error).toMatchObject({ phase: 'tls', code: 'ETIMEDOUT' });
      const half = await serveHttp((_, response) => response.write('x'));
      expect(await get(half.origin, { totalMs: 60 })).toMatchObject({ status: 200, error: { phase: 'timeout', code: 'BODY_TIMEOUT' } });
    });

    it('can be stopped from outside', async () => {
      const silent = await serveTcp((socket) => socket.resume());
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 20);
      expect((await get(silent.origin, { signal: controller.signal })).error).toMatchObject({ code: 'ABORTED' });
      expect((await get(silent.origin, { signal: AbortSignal.abort() })).error).toMatchObject({ code: 'ABORTED' });
    });
  });

  describe('certificates', () => {
    const DAY_MS = 86_400_000;
    const own = createSelfSigned({
      commonName: 'localhost',
      altNames: ['DNS:localhost', 'IP:127.0.0.1'],
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + DAY_MS),
    });
    const server = createTlsServer({ key: own.key, cert: own.cert }, (request, response) => response.end(request.headers.host));
    let port = 0;
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => ((port = portOf(server)), resolve()))));
    afterAll(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));

    it('are verified against the bundled roots and those given, for the name in the address', async () => {
      expect((await get(`https://127.0.0.1:${port}/`)).error).toMatchObject({ phase: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      for (const host of ['127.0.0.1', 'localhost']) {
        const reply = await get(`https://${host}:${port}/`, { ca: [own.cert] });
        expect(text(reply)).toBe(`${host}:${port}`);
        expect(reply.phasesMs).toHaveProperty('tls');
      }
      const other = await get(`https://other.invalid:${port}/`, { ca: [own.cert], pin: { address: '127.0.0.1', family: 4 } });
      expect(other.error).toMatchObject({ phase: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    });
  });

  describe('hostile servers', () => {
    it('cuts a long body at the cap', async () => {
      const server = await serveHttp((_, response) => writeForever(response, 'x'.repeat(65_536)));
      const reply = await get(server.origin, { maxBodyBytes: 200_000 });
      expect(reply).toMatchObject({ status: 200, truncated: true });
      expect(reply.body).toHaveLength(200_000);
      expect(reply.error).toBeUndefined();
    });

    it('stops at a compression bomb', async () => {
      const server = await serveHttp((_, response) => {
        const gzip = createGzip();
        gzip.pipe(response.writeHead(200, { 'Content-Encoding': 'gzip' }));
        writeForever(gzip, Buffer.alloc(65_536));
        response.on('close', () => gzip.destroy());
      });
      const reply = await get(server.origin, { maxBodyBytes: 16 * 1024 * 1024 });
      expect(reply.error).toMatchObject({ phase: 'body', code: 'DECOMPRESSION_RATIO' });
      expect(reply.body.length).toBeLessThan(4 * 1024 * 1024);
    });

    it('refuses headers without end and dripping headers', async () => {
      const endless = await serveTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        writeForever(socket, `X-A: ${'a'.repeat(1_000)}\r\n`);
      });
      expect((await get(endless.origin)).error).toMatchObject({ phase: 'headers', code: 'HPE_HEADER_OVERFLOW' });
      const slow = await serveTcp((socket) => drip(socket, `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(1_000)}`, 5));
      expect((await get(slow.origin, { totalMs: 80 })).error).toMatchObject({ phase: 'timeout' });
    });

    it('ends a body that drips', async () => {
      const server = await serveHttp((_, response) => drip(response.writeHead(200), 'x'.repeat(1_000), 5));
      expect((await get(server.origin, { totalMs: 100 })).error).toMatchObject({ code: 'BODY_TIMEOUT' });
    });

    it('survives broken compression, broken chunks and an unasked protocol switch', async () => {
      const broken = await serveHttp((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('not gzip'));
      expect((await get(broken.origin)).error).toMatchObject({ phase: 'body', code: 'Z_DATA_ERROR' });
      const chunks = await serveTcp((socket) => socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')));
      expect((await get(chunks.origin)).error?.phase).toBe('body');
      const upgrade = await serveTcp((socket) =>
        socket.on('data', () => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n')),
      );
      expect((await get(upgrade.origin)).status).toBe(101);
    });
  });

  describe('proxies', () => {
    it('names the whole address to a proxy for http, with its credentials', async () => {
      const proxy = await serveHttp((request, response) => response.end(request.url));
      const reply = await get('http://name.invalid/mcp', { proxy: new URL(`http://us%40er:pw@127.0.0.1:${proxy.port}`) });
      expect(text(reply)).toBe('http://name.invalid/mcp');
      expect(reply.viaProxy).toBe(`127.0.0.1:${proxy.port}`);
      expect(proxy.seen[0]?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('us@er:pw').toString('base64')}`);
    });

    it('tunnels https with CONNECT', async () => {
      const target = await serveHttp((_, response) => response.end());
      const asked: string[] = [];
      const proxy = await serveHttp(
        () => undefined,
        (server) =>
          server.on('connect', (request, socket) => {
            asked.push(request.url ?? '');
            const upstream = connect(target.port, '127.0.0.1', () => {
              socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
              upstream.pipe(socket).pipe(upstream);
            });
            upstream.on('error', () => socket.destroy());
            socket.on('error', () => upstream.destroy());
          }),
      );
      const reply = await get('https://name.invalid/mcp', { proxy: new URL(proxy.origin) });
      expect(asked).toEqual(['name.invalid:443']);
      // The tunnel stands; what answers behind it speaks no TLS.
      expect(reply.error).toMatchObject({ phase: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
      expect(reply.phasesMs).toHaveProperty('proxy');
    });

    it.each([
      [407, { status: 407, error: { phase: 'proxy', code: 'HTTP_407' } }],
      [502, { error: { phase: 'proxy', code: 'HTTP_502' } }],
    ])('reports a proxy that answers CONNECT with %s', async (status, expected) => {
      const proxy = await serveTcp((socket) => socket.on('data', () => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)));
      expect(await get('https://name.invalid/', { proxy: new URL(proxy.origin) })).toMatchObject(expected);
    });

    it('reports a proxy that is not there, does not answer, or wants a password', async () => {
      const port = await freePort();
      expect((await get('https://name.invalid/', { proxy: new URL(`http://127.0.0.1:${port}`) })).error).toMatchObject({
        phase: 'proxy',
        code: 'ECONNREFUSED',
      });
      expect((await get('http://name.invalid/', { proxy: new URL('http://no-such-proxy.invalid:1') })).error).toMatchObject({ phase: 'proxy' });
      expect((await get('http://name.invalid/', { proxy: new URL('socks5://127.0.0.1:1') })).error).toMatchObject({
        phase: 'proxy',
        code: 'UNSUPPORTED_PROXY_SCHEME',
      });
      const silent = await serveTcp((socket) => socket.resume());
      expect((await get('https://name.invalid/', { proxy: new URL(silent.origin), totalMs: 60 })).error).toMatchObject({ phase: 'proxy', code: 'ETIMEDOUT' });
      const locked = await serveHttp((_, response) => response.writeHead(407).end());
      expect(await get('http://name.invalid/', { proxy: new URL(locked.origin) })).toMatchObject({ status: 407, error: { phase: 'proxy', code: 'HTTP_407' } });
    });
  });
});
