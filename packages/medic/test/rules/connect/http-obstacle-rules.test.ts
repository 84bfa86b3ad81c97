import { describe, expect, test } from 'vitest';
import { rule as cloudflare } from '../../../src/rules/connect/cloudflare-blocked.ts';
import { rule as cors } from '../../../src/rules/connect/cors-blocked.ts';
import { rule as hostHeader } from '../../../src/rules/connect/host-header-rejected.ts';
import { rule as serverError } from '../../../src/rules/connect/http-server-error.ts';
import { rule as breaksSse } from '../../../src/rules/connect/proxy-breaks-sse.ts';
import { rule as rateLimited } from '../../../src/rules/connect/rate-limited.ts';
import { rule as subpath } from '../../../src/rules/connect/sse-subpath-endpoint.ts';
import { exchange, failed, http, judgeText } from '../facts.ts';
import { answered, attemptAt, ended, judgeRemote } from '../remote-facts.ts';

const BASE = 'http://127.0.0.1:8000';

describe('firewalls', () => {
  test('a page of Cloudflare', () => {
    const headers = { 'content-type': 'text/html', server: 'cloudflare', 'cf-ray': '8a1-FRA' };
    expect(judgeRemote(cloudflare, { session: answered(403, '<!doctype html><title>Just a moment...</title>', { headers }) })).toMatchObject([
      { confidence: 'confirmed' },
    ]);
    expect(
      judgeRemote(cloudflare, { session: answered(403, '{"error":"forbidden"}', { headers: { ...headers, 'content-type': 'application/json' } }) }),
    ).toEqual([]);
    expect(judgeRemote(cloudflare, { session: answered(403, '<!doctype html><title>Forbidden</title>', { headers: { server: 'nginx' } }) })).toEqual([]);
  });

  test.each(['Sorry, you have been blocked', '<title>Just a moment...</title>', 'cf-mitigated: challenge'])('text: %s', (text) => {
    expect(judgeText(cloudflare, text)).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each(['HTTP 403 Forbidden connecting to https://h/mcp\nUnexpected token \'<\', "<!DOCTYPE "... is not valid JSON', 'error code: 1020'])(
    'likely: %s',
    (text) => {
      expect(judgeText(cloudflare, text)).toMatchObject([{ confidence: 'likely' }]);
    },
  );

  test('a bare 403 is no more than a possibility', () => {
    expect(judgeText(cloudflare, 'the server denied access (HTTP 403)')).toMatchObject([{ confidence: 'possible' }]);
    expect(judgeText(cloudflare, 'the server answered HTTP 401')).toEqual([]);
  });
});

describe('host-header-rejected', () => {
  test('421, words, and the proof with localhost', () => {
    expect(judgeRemote(hostHeader, { session: answered(421, 'Invalid Host header') })).toMatchObject([{ confidence: 'confirmed' }]);
    const [hit] = judgeRemote(hostHeader, {
      session: answered(403, '{"jsonrpc":"2.0","error":{"code":-32000,"message":"Invalid Host: 127.0.0.1"}}'),
      network: {},
      neighbours: [attemptAt('host header localhost', `${BASE}/mcp`, 'mcp')],
    });
    expect(hit).toMatchObject({
      confidence: 'confirmed',
      fixes: [{ id: 'use-localhost', steps: [{ edits: [{ value: 'http://localhost:8000/mcp' }] }, {}] }, { id: 'allow-host' }],
    });
  });

  test('not: a plain 403, a page, a 400 of another kind', () => {
    expect(judgeRemote(hostHeader, { session: answered(403, '{"error":"forbidden"}') })).toEqual([]);
    expect(judgeRemote(hostHeader, { session: answered(403, '<!doctype html>your host is not allowed') })).toEqual([]);
    expect(judgeRemote(hostHeader, { session: answered(400, '{"error":"bad request"}') })).toEqual([]);
  });

  test.each([
    'mcp.server.transport_security - WARNING - Invalid Host header: server.example.com',
    '"POST /mcp HTTP/1.1" 421 Misdirected Request',
    'Blocked request. This host ("my.example.com") is not allowed.',
    "Invalid HTTP_HOST header: 'my.example.com'. You may need to add it to ALLOWED_HOSTS.",
  ])('text: %s', (text) => {
    expect(judgeText(hostHeader, text)).toMatchObject([{ confidence: 'confirmed' }]);
  });
});

test.each([
  "Access to fetch at 'http://localhost:3000/mcp' from origin 'http://localhost:6274' has been blocked by CORS policy",
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading',
  'response.headers.get("mcp-session-id")  // null',
  'INFO: 1.1.1.1:2 - "OPTIONS /mcp HTTP/1.1" 405 Method Not Allowed',
])('cors: %s', (text) => {
  expect(judgeText(cors, text)).toHaveLength(1);
});

describe('proxy-breaks-sse', () => {
  const stream = (events: object, headers: Record<string, string>, outcome = failed('stream', 30_000)) =>
    ended(outcome, {
      method: 'GET',
      purpose: 'sse-open',
      status: 200,
      headers: { 'content-type': 'text/event-stream', ...headers },
      body: { kind: 'sse', bytes: 0, truncated: false, head: '' },
      events: { count: 0, kinds: [], ...events },
    });

  test('events that came all at once, or never, behind a proxy', () => {
    expect(judgeRemote(breaksSse, { session: stream({ count: 3, bufferedMs: 5000 }, { server: 'nginx/1.25' }) })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeRemote(breaksSse, { session: stream({}, { server: 'envoy' }) })).toMatchObject([{ confidence: 'likely' }]);
  });

  test('not: a silent stream without proxy, a stream that ended by itself', () => {
    expect(judgeRemote(breaksSse, { session: stream({}, { server: 'uvicorn' }) })).toEqual([]);
    expect(judgeRemote(breaksSse, { session: stream({ endedEarly: true }, { server: 'nginx' }) })).toEqual([]);
  });

  test.each([
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'likely'],
    ['httpx.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)', 'likely'],
    ['upstream timed out (110: Connection timed out) while reading upstream', 'likely'],
    ['[warning] Failed to parse message: "/messages/?session_id=0123"', 'likely'],
    ['SSE stream disconnected: TypeError: terminated', 'likely'],
    ['GET https://h/mcp 502 Bad Gateway', 'possible'],
  ])('text: %s', (text, confidence) => {
    expect(judgeText(breaksSse, text)).toMatchObject([{ confidence }]);
  });
});

describe('sse-subpath-endpoint', () => {
  const old = (url: string, endpoint: string, post: number | undefined, outcome = failed('http-status', 20)) =>
    http(outcome, {
      transport: 'sse',
      url,
      exchanges: [
        exchange({ purpose: 'sse-open', method: 'GET', url, status: 200, events: { count: 1, kinds: ['endpoint'], endpoint } }),
        ...(post === undefined ? [] : [exchange({ purpose: 'sse-post', url: new URL(endpoint, url).href, status: post })]),
      ],
      decidedBy: post === undefined ? 0 : 1,
    });

  test('the prefix is lost, or the origin differs', () => {
    expect(judgeRemote(subpath, { session: old('https://h.example/app/sse', '/messages/?session_id=[redacted, 32 characters]', 404) })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining('"/app"') },
    ]);
    expect(judgeRemote(subpath, { session: old('https://h.example/sse', 'http://h.example/messages?s=1', undefined, failed('stream')) })).toMatchObject([
      { confidence: 'confirmed' },
    ]);
  });

  test('not: the prefix is there, or the post was refused otherwise', () => {
    expect(judgeRemote(subpath, { session: old('https://h.example/app/sse', '/app/messages/?s=1', 404) })).toEqual([]);
    expect(judgeRemote(subpath, { session: old('https://h.example/app/sse', '/messages/?s=1', 401) })).toEqual([]);
  });

  test.each([
    'Endpoint origin does not match connection origin: https://gitmcp.io',
    'error posting to endpoint http 404 could not find session',
    "Client error '404 Not Found' for url 'http://h/mcp/message?sessionId=1'",
  ])('text: %s', (text) => {
    expect(judgeText(subpath, text)).toHaveLength(1);
  });

  test('not: another message was taken at the same path', () => {
    const log = (session: string, status: string) => `INFO: 127.0.0.1:6 - "POST /mcp/messages/?session_id=${session} HTTP/1.1" ${status}`;
    expect(judgeText(subpath, log('b', '404 Not Found'))).toHaveLength(1);
    expect(judgeText(subpath, `${log('a', '202 Accepted')}\n${log('b', '404 Not Found')}`)).toEqual([]);
  });
});

describe('http-server-error and rate-limited', () => {
  test('on the wire', () => {
    expect(judgeRemote(serverError, { session: answered(502, '<html><title>502 Bad Gateway</title>') })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ id: 'start-behind' }] },
    ]);
    expect(judgeRemote(serverError, { session: answered(500, 'boom') })).toMatchObject([{ confidence: 'confirmed', fixes: [{ id: 'read-server-log' }] }]);
    expect(judgeRemote(serverError, { session: answered(404) })).toEqual([]);
    expect(judgeRemote(rateLimited, { session: answered(429, 'slow', { headers: { 'Retry-After': '30' } }) })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining('30 s') },
    ]);
    expect(judgeRemote(rateLimited, { session: answered(403, 'slow down') })).toEqual([]);
  });

  test.each([
    'HTTP 500: Error POSTing to endpoint: Internal Server Error',
    'SSE error: Non-200 status code (503)',
    'unexpected server response: HTTP 502 Bad Gateway',
    'HTTP/1.1 504 Gateway Time-out',
    'error code: 522',
  ])('text of an error: %s', (text) => {
    expect(judgeText(serverError, text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each([
    'HTTP 429 Too Many Requests',
    'unexpected server response: HTTP 429',
    'Error: rate limit exceeded, retry after 30',
    'Error 1015: You are being rate limited',
  ])('text of a limit: %s', (text) => {
    expect(judgeText(rateLimited, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});
