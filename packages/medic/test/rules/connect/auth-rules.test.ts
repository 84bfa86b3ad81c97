import { describe, expect, test } from 'vitest';
import { rule as malformed } from '../../../src/rules/connect/auth-header-malformed.ts';
import { rule as required } from '../../../src/rules/connect/auth-required.ts';
import { rule as rejected } from '../../../src/rules/connect/auth-token-rejected.ts';
import { rule as notSent } from '../../../src/rules/connect/header-not-sent.ts';
import { rule as callbackPort } from '../../../src/rules/connect/oauth-callback-port-in-use.ts';
import { rule as discovery } from '../../../src/rules/connect/oauth-discovery-missing.ts';
import { rule as scope } from '../../../src/rules/connect/oauth-insufficient-scope.ts';
import { rule as noDcr } from '../../../src/rules/connect/oauth-no-dcr.ts';
import { rule as redirectUri } from '../../../src/rules/connect/oauth-redirect-uri-mismatch.ts';
import { rule as registration } from '../../../src/rules/connect/oauth-registration-rejected.ts';
import { rule as resource } from '../../../src/rules/connect/oauth-resource-mismatch.ts';
import { rule as stale } from '../../../src/rules/connect/oauth-stale-client-registration.ts';
import { rule as tokenExpired } from '../../../src/rules/connect/oauth-token-expired.ts';
import type { OAuthFacts } from '../../../src/model/index.ts';
import { CONNECTED, exchange, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';
import { answered, broken, ended, judgeRemote } from '../remote-facts.ts';

const ALL = [malformed, required, rejected, notSent, callbackPort, discovery, scope, noDcr, redirectUri, registration, resource, stale, tokenExpired];
const SERVER = 'http://127.0.0.1:8000';
const AS = 'https://login.example.com';
const challenge = { raw: 'Bearer', scheme: 'Bearer' };
const pr = (ok: boolean, fault?: string): OAuthFacts['tries'][number] => ({
  kind: 'protected-resource',
  url: `${SERVER}/.well-known/oauth-protected-resource/mcp`,
  status: ok ? 200 : 404,
  ok,
  ...(fault === undefined ? {} : { fault }),
});
const as = (ok: boolean, fault?: string): OAuthFacts['tries'][number] => ({
  kind: 'authorization-server',
  url: `${AS}/.well-known/oauth-authorization-server`,
  status: ok ? 200 : 404,
  ok,
  ...(fault === undefined ? {} : { fault }),
});
/** A server with everything in order, waiting for the user to log in. */
const WORKING: Partial<OAuthFacts> = {
  challenge,
  tries: [pr(true), as(true)],
  resource: `${SERVER}/mcp`,
  resourceMatches: true,
  authorizationServers: [AS],
  issuer: AS,
  issuerMatches: true,
  registration: 'dynamic',
  pkceS256: true,
};
const SENT: Partial<OAuthFacts> = { sentAuthorization: true, sentScheme: 'Bearer', challenge };

test.each(ALL)('$id is silent on healthy servers, other faults and healthy text', (rule) => {
  expect(judgeRemote(rule, { session: http(CONNECTED), oauth: WORKING })).toEqual([]);
  expect(judgeRemote(rule, { session: answered(404, 'Not Found') })).toEqual([]);
  expect(judgeRemote(rule, { session: broken('tcp', 'ECONNREFUSED') })).toEqual([]);
  expect(judgeFacts(rule, { session: stdio(failed('exit')) })).toEqual([]);
  for (const text of [
    'context7: https://mcp.context7.com/mcp (HTTP) - ✓ Connected',
    'API Error: 401 {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
    'context7  npx      -y @upstash/context7-mcp    -    enabled  Unsupported',
    'Session token: abc\nhttp://localhost:6274/?MCP_PROXY_AUTH_TOKEN=abc',
    'npm error code E401\nnpm error Unable to authenticate, need: Basic realm="x"',
    'Message from client: {"method":"initialize","params":{"protocolVersion":"2025-06-18"}}',
  ])
    expect(judgeText(rule, text)).toEqual([]);
});

test('a server in order that waits for a login is auth-required and nothing else', () => {
  const said = ALL.filter((rule) => judgeRemote(rule, { session: answered(401), oauth: WORKING }).length > 0);
  expect(said.map(({ id }) => id)).toEqual(['auth-required']);
});

describe('auth-required', () => {
  test('the way in is the one this client and server have', () => {
    expect(judgeRemote(required, { session: answered(401), oauth: WORKING })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ id: 'log-in', steps: [{ text: expect.stringContaining('/mcp') }] }, { id: 'send-token' }] },
    ]);
    expect(judgeRemote(required, { session: answered(401), oauth: WORKING, client: { id: 'codex', name: 'Codex' } })[0]?.fixes[0]?.steps).toEqual([
      { do: 'run', command: ['codex', 'mcp', 'login', 'notes'] },
    ]);
    expect(judgeRemote(required, { session: answered(401), oauth: WORKING, client: { oauth: false } })[0]?.fixes).toMatchObject([
      { id: 'send-token' },
      { id: 'log-in-by-bridge' },
    ]);
    expect(judgeRemote(required, { session: answered(401, '{"error":"unauthorized"}'), oauth: { tries: [pr(false), as(false)] } })[0]?.fixes).toMatchObject([
      { id: 'send-token' },
    ]);
  });

  test('not when credentials were sent; 403 is less certain, a page is none', () => {
    expect(judgeRemote(required, { session: answered(401), oauth: SENT })).toEqual([]);
    expect(judgeRemote(required, { session: answered(403, '{"error":"forbidden"}') })).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeRemote(required, { session: answered(403, '<!doctype html><title>Blocked</title>') })).toEqual([]);
    expect(judgeRemote(required, { session: answered(403, '{"error":"Invalid Host header"}') })).toEqual([]);
  });

  test('a login page for people', () => {
    const session = ended(failed('redirect'), {
      status: 302,
      redirects: [{ status: 302, location: 'https://sso.example.com/login?next=mcp', followed: false, methodAfter: 'GET' }],
    });
    expect(judgeRemote(required, { session })).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each([
    'notes: https://h/mcp (HTTP) - ! Needs authentication',
    'The notes MCP server is not logged in. Run `codex mcp login notes`.',
    "MCP server 'notes' requires authentication using: /mcp auth notes",
    '{"code":"auth_required"}',
    'SSE error: Non-200 status code (401)',
    'unexpected server response: HTTP 401: {"error":"unauthorized"}',
    'Error: Missing Authorization header',
    '"POST /mcp HTTP/1.1" 401 Unauthorized',
  ])('text: %s', (text) => {
    expect(judgeText(required, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});

test('a server that asks at the first real request only', () => {
  const session = http(
    { ...CONNECTED, degraded: 'the server answered with status 401' },
    {
      exchanges: [exchange({ status: 200 }), exchange({ purpose: 'get-stream', method: 'GET', status: 401 }), exchange({ purpose: 'tools/list', status: 401 })],
    },
  );
  expect(judgeRemote(required, { session, oauth: WORKING })).toMatchObject([{ confidence: 'confirmed' }]);
  expect(
    judgeRemote(required, { session: http(CONNECTED, { exchanges: [exchange({ purpose: 'get-stream', method: 'GET', status: 401 })] }), oauth: WORKING }),
  ).toEqual([]);
});

describe('auth-token-rejected', () => {
  test('sent and refused', () => {
    expect(judgeRemote(rejected, { session: answered(401), oauth: { ...SENT, challenge: { ...challenge, error: 'invalid_token' } } })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining('invalid_token') },
    ]);
    expect(judgeRemote(rejected, { session: answered(403, '{}'), oauth: SENT })).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeRemote(rejected, { session: answered(401), oauth: WORKING })).toEqual([]);
    expect(judgeRemote(rejected, { session: answered(403, '{}'), oauth: { ...SENT, challenge: { ...challenge, error: 'insufficient_scope' } } })).toEqual([]);
  });

  test.each([
    'Server rejected the configured Authorization header (HTTP 401).',
    '{"message":"Bad credentials"}',
    'Error: Invalid API key provided',
    '{"error":"invalid_token"}',
    'Server returned 401 after successful authentication',
  ])('text: %s', (text) => {
    expect(judgeText(rejected, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('auth-header-malformed', () => {
  const note = (kind: 'bearer-missing' | 'bearer-twice', suggestion?: string) => ({
    notes: [{ at: ['headers', 'Authorization'], line: 9, kind, shown: '${TOKEN}', ...(suggestion === undefined ? {} : { suggestion }) }],
  });

  test('Bearer is missing or stands twice', () => {
    expect(judgeRemote(malformed, { session: answered(401), oauth: SENT, entry: note('bearer-missing', 'Bearer ${TOKEN}') })).toMatchObject([
      {
        confidence: 'confirmed',
        fixes: [{ safety: 'safe', steps: [{ edits: [{ at: ['mcpServers', 'notes', 'headers', 'Authorization'], value: 'Bearer ${TOKEN}' }] }, {}] }],
      },
    ]);
    expect(judgeRemote(malformed, { session: answered(401), oauth: SENT, entry: note('bearer-twice') })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ safety: 'safe' }] },
    ]);
  });

  test('not for another scheme, not without a refusal', () => {
    expect(
      judgeRemote(malformed, { session: answered(401), oauth: { ...SENT, challenge: { raw: 'Basic', scheme: 'Basic' } }, entry: note('bearer-missing') }),
    ).toEqual([]);
    expect(judgeRemote(malformed, { session: answered(500), oauth: SENT, entry: note('bearer-missing') })).toEqual([]);
    expect(judgeRemote(malformed, { session: answered(401), oauth: SENT })).toEqual([]);
  });

  test('a header that cannot be sent', () => {
    expect(judgeRemote(malformed, { session: broken('url', 'ERR_INVALID_CHAR') })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test.each([
    'bad request: Authorization header is badly formatted',
    'Authorization header must start with Bearer',
    'Headers.append: "Bearer abc" is an invalid header value.',
    'TypeError: Invalid character in header content ["Authorization"]',
    'Authorization: Bearer Bearer abc',
  ])('text: %s', (text) => {
    expect(judgeText(malformed, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('header-not-sent', () => {
  const written = (extra: object) => ({ written: { url: `${SERVER}/mcp`, ...extra } as never });

  test('headers under a name the client does not read are renamed, secret and all', () => {
    const [hit] = judgeRemote(notSent, {
      session: answered(401),
      oauth: WORKING,
      entry: written({ headers: { Authorization: 'Bearer [redacted, 20 characters]' } }),
      client: { name: 'Codex', fields: { command: 'command', url: 'url', headers: 'http_headers' } },
    });
    expect(hit).toMatchObject({
      confidence: 'confirmed',
      fixes: [{ steps: [{ edits: [{ op: 'rename-key', at: ['mcpServers', 'notes', 'headers'], to: 'http_headers' }] }, {}] }, {}],
    });
  });

  test('variables never reach a remote server', () => {
    expect(judgeRemote(notSent, { session: answered(401), oauth: WORKING, entry: written({ env: { API_KEY: '[redacted, 9 characters]' } }) })).toMatchObject([
      { confidence: 'likely' },
    ]);
    expect(judgeRemote(notSent, { session: answered(401), oauth: WORKING, entry: written({ env: { LOG_LEVEL: 'x' } }) })).toEqual([]);
  });

  test('not when the header went', () => {
    const entry = {
      ...written({ headers: { Authorization: 'Bearer x' } }),
      effective: { transport: 'http' as const, url: `${SERVER}/mcp`, headers: { Authorization: 'Bearer [redacted, 1 characters]' }, connectMs: 1 },
    };
    expect(judgeRemote(notSent, { session: answered(401), oauth: SENT, entry })).toEqual([]);
  });

  test.each([
    'HTTP 401 Unauthorized\n"x": { "url": "http://h/sse",\n "headers": { "Authorization": "Bearer X" } }',
    'x: https://h/mcp (HTTP) - ✓ Connected\nError: Unauthorized',
    'The client ignores custom headers for SSE servers',
  ])('text: %s', (text) => {
    expect(judgeText(notSent, text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each(['HTTP 401 Unauthorized', '"headers": { "Authorization": "Bearer X" }', '"POST /token" 200\n"POST /mcp" 401'])('not: %s', (text) => {
    expect(judgeText(notSent, text)).toEqual([]);
  });
});
