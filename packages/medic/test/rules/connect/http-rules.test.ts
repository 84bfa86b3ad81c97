import { describe, expect, test } from 'vitest';
import { rule as accept } from '../../../src/rules/connect/accept-header-406.ts';
import { rule as cloudflare } from '../../../src/rules/connect/cloudflare-blocked.ts';
import { rule as cors } from '../../../src/rules/connect/cors-blocked.ts';
import { rule as hostHeader } from '../../../src/rules/connect/host-header-rejected.ts';
import { rule as html } from '../../../src/rules/connect/html-response.ts';
import { rule as serverError } from '../../../src/rules/connect/http-server-error.ts';
import { rule as breaksSse } from '../../../src/rules/connect/proxy-breaks-sse.ts';
import { rule as rateLimited } from '../../../src/rules/connect/rate-limited.ts';
import { rule as redirect } from '../../../src/rules/connect/redirect-on-endpoint.ts';
import { rule as subpath } from '../../../src/rules/connect/sse-subpath-endpoint.ts';
import { rule as wrongUrl } from '../../../src/rules/connect/url-wrong-endpoint.ts';
import { rule as wrongType } from '../../../src/rules/connect/wrong-transport-type.ts';
import { CONNECTED, exchange, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';
import { answered, attemptAt, broken, ended, judgeRemote } from '../remote-facts.ts';

const ALL = [accept, cloudflare, cors, hostHeader, html, serverError, breaksSse, rateLimited, redirect, subpath, wrongUrl, wrongType];
const BASE = 'http://127.0.0.1:8000';

test.each(ALL)('$id is silent on healthy servers and healthy text', (rule) => {
  expect(
    judgeRemote(rule, {
      session: http(CONNECTED, {
        exchanges: [exchange({ status: 200, redirects: [{ status: 308, location: `${BASE}/mcp/`, followed: true, methodAfter: 'POST' }] })],
      }),
    }),
  ).toEqual([]);
  expect(judgeFacts(rule, { session: stdio(failed('exit')) })).toEqual([]);
  expect(judgeRemote(rule, { session: broken('tcp', 'ECONNREFUSED') })).toEqual([]);
  for (const text of [
    'INFO: Uvicorn running on http://127.0.0.1:3000\nINFO: 127.0.0.1:34240 - "POST /mcp HTTP/1.1" 200 OK\nINFO: 127.0.0.1:34250 - "POST /mcp HTTP/1.1" 202 Accepted',
    'context7: https://mcp.context7.com/mcp (HTTP) - ✓ Connected',
    'npm error 404 Not Found - GET https://registry.example.org/@x%2fy - Not found',
    'API Error: 401 {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
    'API Error: 429 {"type":"error","error":{"type":"rate_limit_error"}}',
    'http://localhost:6274/?MCP_PROXY_AUTH_TOKEN=abc',
    'added 500 packages in 52s',
  ])
    expect(judgeText(rule, text)).toEqual([]);
});

describe('url-wrong-endpoint', () => {
  test('MCP answers at another path: one exact edit', () => {
    expect(
      judgeRemote(wrongUrl, {
        session: answered(404, 'Not Found', { url: `${BASE}/` }),
        entry: { written: { type: 'http', url: `${BASE}/` }, effective: { transport: 'http', url: `${BASE}/`, connectMs: 1 } },
        neighbours: [attemptAt('path /mcp', `${BASE}/mcp`, 'mcp')],
      }),
    ).toMatchObject([
      {
        confidence: 'confirmed',
        fixes: [{ safety: 'safe', steps: [{ edits: [{ op: 'set', at: ['mcpServers', 'notes', 'url'], value: `${BASE}/mcp` }] }, {}] }],
      },
    ]);
  });

  test('a variable in the URL stays', () => {
    const entry = {
      written: { type: 'http', url: '${BASE}/wrong?tenant=1' },
      effective: { transport: 'http' as const, url: `${BASE}/wrong?tenant=1`, connectMs: 1 },
    };
    expect(
      judgeRemote(wrongUrl, {
        session: answered(404, 'Not Found', { url: `${BASE}/wrong?tenant=1` }),
        entry,
        neighbours: [attemptAt('path /mcp', `${BASE}/mcp?tenant=1`, 'mcp')],
      })[0]?.fixes[0]?.steps[0],
    ).toMatchObject({ edits: [{ value: '${BASE}/mcp?tenant=1' }] });
  });

  test('a secret in the URL is never written back', () => {
    const url = `${BASE}/x?key=[redacted, 30 characters]`;
    const [hit] = judgeRemote(wrongUrl, {
      session: answered(404, 'Not Found', { url }),
      entry: { written: { url }, effective: { transport: 'http', url, connectMs: 1 } },
      neighbours: [attemptAt('path /mcp', `${BASE}/mcp?key=[redacted, 30 characters]`, 'mcp')],
    });
    expect(hit?.fixes[0]?.steps).toMatchObject([{ do: 'tell' }]);
  });

  test('the old transport at another path brings its type with it', () => {
    const [hit] = judgeRemote(wrongUrl, { session: answered(404, 'Not Found'), neighbours: [attemptAt('path /sse', `${BASE}/sse`, 'mcp', 'sse')] });
    expect(hit?.fixes[0]?.steps[0]).toMatchObject({ edits: [{ value: `${BASE}/sse` }, { at: ['mcpServers', 'notes', 'type'], value: 'sse' }] });
  });

  test('a plain request on a TLS port', () => {
    expect(
      judgeRemote(wrongUrl, { session: answered(400, '<html><title>400 The plain HTTP request was sent to HTTPS port</title>'), neighbours: [] }),
    ).toMatchObject([{ confidence: 'confirmed', fixes: [{ steps: [{ edits: [{ value: 'https://127.0.0.1:8000/mcp' }] }, {}] }] }]);
  });

  test('404 and nothing anywhere is only likely', () => {
    expect(judgeRemote(wrongUrl, { session: answered(404, 'Not Found'), neighbours: [attemptAt('path /', `${BASE}/`, 'not-mcp')] })).toMatchObject([
      { confidence: 'likely', decisive: expect.any(String) },
    ]);
  });

  test.each([
    ['a site that wants a login everywhere', answered(401), [attemptAt('path /mcp', `${BASE}/x`, 'mcp-needs-auth')]],
    ['a lost session in JSON-RPC', answered(404, '{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"}}'), []],
    ['a server error', answered(500, 'oops'), [attemptAt('path /mcp', `${BASE}/x`, 'mcp')]],
    ['no certificate', broken('tls', 'CERT_HAS_EXPIRED'), [attemptAt('https', 'https://127.0.0.1:8000/mcp', 'mcp')]],
  ])('not: %s', (_, session, neighbours) => {
    expect(judgeRemote(wrongUrl, { session, neighbours })).toEqual([]);
  });

  test.each([
    '✘ Failed to connect — MCP endpoint not found at http://127.0.0.1:47801. Check the URL in your MCP config.',
    'unexpected server response: HTTP 404: Not Found',
    'SSE error: Non-200 status code (404)',
    'Streamable HTTP error: Error POSTing to endpoint (HTTP 404): not here',
    "Client error '404 Not Found' for url 'https://mcp.example.com/v1'",
    '<pre>Cannot POST /api</pre>',
    'INFO: 1.2.3.4:5 - "POST / HTTP/1.1" 404 Not Found',
    'Client sent an HTTP request to an HTTPS server.',
  ])('text: %s', (text) => {
    expect(judgeText(wrongUrl, text)).toHaveLength(1);
  });
});

describe('wrong-transport-type', () => {
  test('the same URL over the old transport: the type is edited', () => {
    const session = answered(404, 'Cannot POST /sse', { url: `${BASE}/sse` });
    expect(judgeRemote(wrongType, { session, neighbours: [attemptAt('transport sse', `${BASE}/sse`, 'mcp', 'sse')] })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ id: 'use-sse', steps: [{ edits: [{ at: ['mcpServers', 'notes', 'type'], value: 'sse' }] }, {}] }] },
    ]);
  });

  test('a client without the old transport gets another path or a bridge', () => {
    const session = answered(404, 'Cannot POST /sse', { url: `${BASE}/sse` });
    const client = { sse: false, typeWords: {}, name: 'Codex', fields: { command: 'command', url: 'url' } };
    const tries = [attemptAt('transport sse', `${BASE}/sse`, 'mcp', 'sse')];
    expect(judgeRemote(wrongType, { session, client, neighbours: tries })[0]?.fixes).toMatchObject([{ id: 'use-bridge' }]);
    expect(judgeRemote(wrongType, { session, client, neighbours: [...tries, attemptAt('path /mcp', `${BASE}/mcp`, 'mcp')] })[0]?.fixes).toMatchObject([
      { id: 'use-http-path' },
      { id: 'use-bridge' },
    ]);
  });

  test('not on a login, not for a path', () => {
    expect(judgeRemote(wrongType, { session: answered(401), neighbours: [attemptAt('transport sse', `${BASE}/mcp`, 'mcp-needs-auth', 'sse')] })).toEqual([]);
    expect(judgeRemote(wrongType, { session: answered(404), neighbours: [attemptAt('path /mcp', `${BASE}/mcp`, 'mcp')] })).toEqual([]);
  });

  test.each([
    'SSE error: Non-200 status code (400)\n"x": { "type": "streamable-http", "url": "http://h/mcp" }',
    '{"error":"Invalid or missing MCP session ID for SSE."}',
    'Error POSTing to endpoint (HTTP 404): Cannot POST /sse',
    'INFO: 127.0.0.1:5 - "POST /sse HTTP/1.1" 405 Method Not Allowed',
    'SSE error: Invalid content type, expected "text/event-stream"',
    "Expected response header Content-Type to contain 'text/event-stream', got 'application/json'",
    'Connecting to remote server: http://localhost:5030/sse\nStreamableHTTPError: Streamable HTTP error: Unexpected content type: text/html',
  ])('text: %s', (text) => {
    expect(judgeText(wrongType, text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test('a client that tries both and is asked for a login the second time', () => {
    expect(judgeText(wrongType, 'POST /sse 405 Method Not Allowed')).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeText(wrongType, 'POST /sse 405 Method Not Allowed\nGET /sse 401').every(({ confidence }) => confidence === 'possible')).toBe(true);
  });

  test('405 after a fallback is only possible', () => {
    expect(judgeText(wrongType, 'SSE error: Non-200 status code (405)')).toMatchObject([{ confidence: 'possible' }]);
  });
});

describe('accept-header-406', () => {
  test('406 on the wire', () => {
    expect(
      judgeRemote(accept, {
        session: answered(406, '{"jsonrpc":"2.0","error":{"code":-32000,"message":"Not Acceptable"}}', { requestHeaders: { Accept: 'application/json' } }),
      }),
    ).toMatchObject([{ confidence: 'confirmed', fixes: [{ id: 'send-both' }] }]);
    expect(judgeRemote(accept, { session: answered(405) })).toEqual([]);
  });

  test.each([
    ['{"error":{"code":-32000,"message":"Not Acceptable: Client must accept both application/json and text/event-stream"}}', 'confirmed'],
    ['notification failed with status 406', 'likely'],
    ['HTTP/1.1 406 Not Acceptable', 'likely'],
    ["Error retrieving tool list from MCP server: 'docs'. Http status code: 424 (Failed Dependency)", 'possible'],
  ])('text: %s', (text, confidence) => {
    expect(judgeText(accept, text)).toMatchObject([{ confidence }]);
  });
});

describe('redirect-on-endpoint', () => {
  const to = (status: number, location: string, parts = {}) =>
    ended(failed('redirect', 10), { status: 405, redirects: [{ status, location, followed: true, methodAfter: status < 307 ? 'GET' : 'POST' }], ...parts });

  test('301 turns the POST into a GET; the target is written into the entry', () => {
    expect(judgeRemote(redirect, { session: to(301, `${BASE}/mcp/`), neighbours: [attemptAt('path /mcp/', `${BASE}/mcp/`, 'mcp')] })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ safety: 'safe', steps: [{ edits: [{ value: `${BASE}/mcp/` }] }, {}] }, { id: 'no-redirect' }] },
    ]);
  });

  test('a downgrade to http keeps https', () => {
    const url = 'https://mcp.example.com/mcp';
    const entry = { written: { url }, effective: { transport: 'http' as const, url, connectMs: 1 } };
    const [hit] = judgeRemote(redirect, {
      session: to(307, 'http://mcp.example.com/mcp/', {
        url,
        redirects: [{ status: 307, location: 'http://mcp.example.com/mcp/', followed: false, methodAfter: 'POST' }],
      }),
      entry,
    });
    expect(hit?.fixes[0]?.steps[0]).toMatchObject({ edits: [{ value: 'https://mcp.example.com/mcp/' }] });
  });

  test('a token lost on the way to another origin', () => {
    const session = ended('login', {
      url: 'https://a.example/mcp',
      status: 401,
      requestHeaders: { Authorization: 'Bearer [redacted, 9 characters]' },
      redirects: [{ status: 308, location: 'https://b.example/mcp', followed: true, methodAfter: 'POST' }],
    });
    expect(judgeRemote(redirect, { session })).toMatchObject([{ confidence: 'confirmed', fixes: [{ safety: 'review' }, {}] }]);
  });

  test('not: a login page, a redirect that was followed well', () => {
    expect(judgeRemote(redirect, { session: to(302, 'https://login.example.com/authorize?x=1') })).toEqual([]);
    expect(
      judgeRemote(redirect, {
        session: ended(failed('http-status'), { status: 500, redirects: [{ status: 308, location: `${BASE}/mcp/`, followed: true, methodAfter: 'POST' }] }),
      }),
    ).toEqual([]);
  });

  test.each([
    'INFO: 127.0.0.1:5 - "POST /mcp HTTP/1.1" 307 Temporary Redirect',
    'HTTP/1.1 301 Moved Permanently\nLocation: https://h/mcp/',
    'Error POSTing to endpoint: Redirect to http://h/mcp/ not followed; use that URL as the endpoint',
  ])('text: %s', (text) => {
    expect(judgeText(redirect, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('html-response', () => {
  test('a page with 200', () => {
    expect(judgeRemote(html, { session: answered(200, '<!doctype html><title>Welcome to Foo</title>') })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining('Welcome to Foo') },
    ]);
    expect(judgeRemote(html, { session: answered(404, '<!doctype html><title>404</title>') })).toEqual([]);
    expect(judgeRemote(html, { session: answered(200, '<!doctype html><title>Sign in</title>') })).toEqual([]);
  });

  test.each([
    'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
    "invalid character '<' looking for beginning of value",
    'Unexpected content type: Some("text/html; body: <!doctype html>")',
    'CLIENT_HTTP_UNEXPECTED_CONTENT: Unexpected content type: text/html',
  ])('text: %s', (text) => {
    expect(judgeText(html, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});
