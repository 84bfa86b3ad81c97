import { createGzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drip, serveHttp, serveTcp, writeForever } from '../../io/http-servers.ts';
import { answerLegacy, decisive, eventOf, healthy, open, readRpc, sendJson, show, startEvents } from './support.ts';
import type { ServerResponse } from 'node:http';
import type { Seen } from '../../io/http-servers.ts';

describe('hostile servers cost bounded time and memory', () => {
  it.each([
    [
      'compression bomb',
      (_: Seen, response: ServerResponse) => {
        const gzip = createGzip();
        gzip.pipe(response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }));
        writeForever(gzip, Buffer.alloc(65_536, ' '));
        response.on('close', () => gzip.destroy());
      },
      'failed http-body',
    ],
    [
      'events without end',
      (_, response) => writeForever(startEvents(response), eventOf({ jsonrpc: '2.0', method: 'notifications/message', params: {} })),
      'failed stream',
    ],
    ['one event without end', (_, response) => writeForever(startEvents(response), `data: ${'x'.repeat(65_536)}\n`), 'failed stream'],
    ['one line without end', (_, response) => writeForever(startEvents(response), 'x'.repeat(65_536)), 'failed stream'],
    ['html without end', (_, response) => writeForever(response.writeHead(200, { 'Content-Type': 'text/html' }), '<p>'.repeat(10_000)), 'failed http-body'],
    [
      'json without end',
      (_, response) => writeForever(response.writeHead(200, { 'Content-Type': 'application/json' }), '[1,'.repeat(20_000)),
      /^failed http-(?:body|timeout)$/,
    ],
    ['a body that drips', (_, response) => drip(response.writeHead(200, { 'Content-Type': 'application/json' }), '{'.repeat(1_000), 10), 'failed http-timeout'],
    ['large header values', (_, response) => void response.writeHead(200, { 'X-Big': 'b'.repeat(60_000) }).end(), 'failed http-body'],
    [
      'a reset in the middle',
      (_, response) => (response.writeHead(200, { 'Content-Length': '100' }).write('{"a"'), setTimeout(() => response.destroy(), 20), undefined),
      'failed http-closed',
    ],
  ] as readonly [string, (request: Seen, response: ServerResponse) => void, string | RegExp][])('%s', async (_, handler, outcome) => {
    const server = await serveHttp(handler);
    const { session } = await open(server.origin, { plan: { limitMs: outcome === 'failed http-timeout' ? 700 : 15_000 } });
    expect(show(session)).toMatch(outcome);
    expect(JSON.stringify(session).length).toBeLessThan(200_000);
  });

  it('headers without end', async () => {
    const server = await serveTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      writeForever(socket, 'X-A: 1\r\n'.repeat(100));
    });
    expect(show((await open(server.origin)).session)).toBe('failed http-body');
  });

  it('ten thousand tools, and pages without end', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `tool-${index}`, inputSchema: { type: 'object' } }));
    const server = await serveHttp((request, response) => {
      const rpc = readRpc(request);
      if (rpc.method !== 'tools/list') return healthy(request, response);
      if (request.url === '/pages')
        return sendJson(response, { jsonrpc: '2.0', id: rpc.id, result: { tools: many.slice(0, 1), nextCursor: `${String(rpc.id)}-next` } });
      startEvents(response).end(eventOf(answerLegacy(rpc, many)));
    });
    const all = await open(server.origin);
    expect(show(all.session)).toMatch(/^connected legacy 2025-11-25 tools=\d+/);
    expect(all.tools?.length).toBeGreaterThanOrEqual(2_000);
    expect(JSON.stringify(all.session).length).toBeLessThan(100_000);
    expect(show((await open(`${server.origin}/pages`)).session)).toMatch(/reading stopped after/);
  });

  it('keeps secrets of the user and of the reply out of the record', async () => {
    const server = await serveHttp((request, response) =>
      sendJson(response, { error: `token ${request.headers['authorization']} is wrong` }, 403, { 'Set-Cookie': 'sid=cookie-secret-value' }),
    );
    const { session } = await open(`${server.origin}/mcp`, { plan: { headers: { Authorization: 'Bearer sk-live-0123456789abcdef' } } });
    expect(show(session)).toBe('failed http-status');
    expect(decisive(session)?.body?.head).toContain('is wrong');
    const record = JSON.stringify(session);
    expect(record).not.toContain('sk-live-0123456789abcdef');
    expect(record).not.toContain('cookie-secret-value');
  });
});
