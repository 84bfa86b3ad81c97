import { describe, expect, test } from 'vitest';
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
import { CONNECTED, http, judgeText } from '../facts.ts';
import { answered, broken, judgeRemote } from '../remote-facts.ts';

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

describe('oauth-discovery-missing', () => {
  test('the address in the challenge leads nowhere, or the login server says nothing', () => {
    expect(
      judgeRemote(discovery, {
        session: answered(401),
        oauth: { ...WORKING, challenge: { ...challenge, resourceMetadata: `${SERVER}/meta` }, tries: [pr(false, 'HTTP 404'), pr(true), as(true)] },
      }),
    ).toMatchObject([{ confidence: 'confirmed' }]);
    const { issuer: _, registration: __, ...rest } = WORKING;
    expect(judgeRemote(discovery, { session: answered(401), oauth: { ...rest, tries: [pr(true), as(false, 'HTTP 404')] } })).toMatchObject([
      { confidence: 'confirmed', why: expect.stringContaining(AS) },
    ]);
  });

  test('another issuer name is a risk', () => {
    expect(judgeRemote(discovery, { session: answered(401), oauth: { ...WORKING, issuerMatches: false } })).toMatchObject([{ severity: 'risk' }]);
  });

  test('not: a bare 401, an address we did not ask, a token that was sent', () => {
    expect(judgeRemote(discovery, { session: answered(401), oauth: { tries: [pr(false), as(false)] } })).toEqual([]);
    expect(
      judgeRemote(discovery, {
        session: answered(401),
        oauth: {
          challenge: { ...challenge, resourceMetadata: 'http://10.0.0.1/x' },
          tries: [pr(false, 'not asked: 10.0.0.1 leads to the private address 10.0.0.1')],
        },
      }),
    ).toEqual([]);
    expect(judgeRemote(discovery, { session: answered(401), oauth: { ...SENT, tries: [pr(true), as(false)] } })).toEqual([]);
  });

  test.each([
    'HTTP 404: Invalid OAuth error response: SyntaxError: Unexpected token',
    '✘ Failed to connect — Dynamic Client Registration rejected (HTTP 404): Not Found',
    'Error: Failed to discover OAuth metadata',
    'Error: Resource server does not implement OAuth 2.0 Protected Resource Metadata.',
    'SDK auth failed: HTTP 404:',
  ])('text: %s', (text) => {
    expect(judgeText(discovery, text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test('probes alone are what every client sends', () => {
    expect(judgeText(discovery, '"GET /.well-known/oauth-protected-resource/mcp HTTP/1.1" 404 Not Found')).toMatchObject([{ confidence: 'possible' }]);
  });
});

describe('oauth-no-dcr', () => {
  test('no way to register and no id', () => {
    expect(judgeRemote(noDcr, { session: answered(401), oauth: { ...WORKING, registration: 'none' } })).toMatchObject([
      { confidence: 'confirmed', fixes: [{}, { steps: [{ text: expect.stringContaining('callbackPort') }] }, {}] },
    ]);
  });

  test('not: an id in the entry, a built-in one, documents', () => {
    expect(
      judgeRemote(noDcr, {
        session: answered(401),
        oauth: { ...WORKING, registration: 'none' },
        entry: { written: { url: SERVER, oauth: { clientId: 'abc' } } },
      }),
    ).toEqual([]);
    expect(
      judgeRemote(noDcr, {
        session: answered(401),
        oauth: { ...WORKING, issuer: 'https://github.com/login/oauth', registration: 'none' },
        client: { id: 'vscode' },
      }),
    ).toEqual([]);
    expect(judgeRemote(noDcr, { session: answered(401), oauth: { ...WORKING, registration: 'client-id-metadata' } })).toEqual([]);
  });

  test.each([
    ['Incompatible auth server: does not support dynamic client registration', 'confirmed'],
    ['Dynamic client registration is not supported by this server', 'confirmed'],
    ['"path": ["registration_endpoint"], "message": "Invalid input: expected string, received null"', 'likely'],
  ])('text: %s', (text, confidence) => {
    expect(judgeText(noDcr, text)).toMatchObject([{ confidence }]);
  });
});

describe('logins that only text shows', () => {
  test.each([
    [registration, 'Dynamic Client Registration rejected (HTTP 403): Forbidden'],
    [registration, '{"error":"invalid_client_metadata"}'],
    [registration, 'POST https://h/oauth/register 400'],
    [registration, 'error_description=redirect_uri is not registered for client: http://127.0.0.1:1/callback'],
    [redirectUri, 'Error 400: redirect_uri_mismatch'],
    [redirectUri, "AADSTS50011: The redirect URI 'http://localhost:1/callback' specified in the request does not match"],
    [redirectUri, 'Invalid redirect URI'],
    [stale, '{"error":"invalid_client","error_description":"Client not found"}'],
    [stale, 'Error: Existing OAuth client information is required when exchanging an authorization code'],
    [tokenExpired, '{"error":"invalid_grant","error_description":"Upstream token not found"}'],
    [tokenExpired, 'OAuth session expired and could not be refreshed'],
    [tokenExpired, 'jwt.ExpiredSignatureError: Signature has expired'],
    [tokenExpired, '{"error":"invalid_token","error_description":"The access token expired"}'],
    [scope, 'WWW-Authenticate: Bearer error="insufficient_scope", scope="events:write"'],
    [scope, 'Resource not accessible by personal access token'],
    [scope, 'This tool is not allowed by the current OAuth scope.'],
    [resource, 'Protected resource https://h does not match expected https://h/mcp (or origin)'],
    [resource, 'AADSTS9010010: The resource parameter provided in the request does not match'],
    [resource, 'Invalid audience in token'],
    [callbackPort, 'Invalid or expired state parameter - potential CSRF attack'],
    [callbackPort, 'OAuth callback port 3334 is already in use'],
    [callbackPort, '[12] Using mcp-remote\nError: listen EADDRINUSE: address already in use 127.0.0.1:3334'],
  ])('%#', (rule, text) => {
    const hits = judgeText(rule, text);
    expect(hits).toHaveLength(1);
    expect(hits[0]?.fixes.length).toBeGreaterThan(0);
  });

  test.each([
    [callbackPort, 'Error: listen EADDRINUSE: address already in use :::3000'],
    [registration, 'POST https://h/oauth/register 201'],
    [redirectUri, 'Opening browser: https://h/authorize?redirect_uri=http://localhost:3334/oauth/callback'],
    [scope, 'scope="mcp:read"'],
    [stale, 'Unknown client version'],
    [tokenExpired, 'certificate has expired'],
  ])('not %#', (rule, text) => {
    expect(judgeText(rule, text)).toEqual([]);
  });

  test("a client's log counts while the server still refuses", () => {
    const signs = [
      {
        rule: 'oauth-registration-rejected',
        sign: 'rejected',
        source: 'client-log' as const,
        line: 3,
        quote: 'Dynamic Client Registration rejected (HTTP 403): Forbidden',
        groups: {},
      },
    ];
    expect(judgeRemote(registration, { session: answered(401), oauth: WORKING, signs })).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeRemote(registration, { session: broken('tcp', 'ECONNREFUSED'), signs })).toEqual([]);
    expect(judgeRemote(registration, { session: http(CONNECTED), signs })).toEqual([]);
  });
});

test('tokens that ended, lack a scope or belong elsewhere', () => {
  const past = { expiresAt: '2026-11-20T00:00:00.000Z' };
  expect(judgeRemote(tokenExpired, { session: answered(401), oauth: { ...SENT, token: past } })).toMatchObject([
    { confidence: 'confirmed', title: expect.stringContaining('2026-11-20') },
  ]);
  expect(judgeRemote(tokenExpired, { session: answered(401), oauth: { ...SENT, token: { expiresAt: '2027-01-01T00:00:00.000Z' } } })).toEqual([]);
  expect(
    judgeRemote(tokenExpired, {
      session: answered(401),
      oauth: { ...SENT, challenge: { ...challenge, error: 'invalid_token', errorDescription: 'The token expired' } },
    }),
  ).toMatchObject([{ confidence: 'confirmed' }]);
  expect(
    judgeRemote(scope, {
      session: answered(403),
      oauth: { ...SENT, challenge: { ...challenge, error: 'insufficient_scope', scope: 'a:write' }, token: { scope: 'a:read' } },
    }),
  ).toMatchObject([{ confidence: 'confirmed', why: expect.stringContaining('a:read') }]);
  expect(judgeRemote(resource, { session: answered(401), oauth: { ...WORKING, resource: `${SERVER}/other`, resourceMatches: false } })).toMatchObject([
    { confidence: 'confirmed' },
  ]);
  expect(judgeRemote(resource, { session: answered(401), oauth: { ...SENT, token: { audience: ['https://other.example/'] } } })).toMatchObject([
    { confidence: 'likely' },
  ]);
  expect(judgeRemote(resource, { session: answered(401), oauth: { ...SENT, token: { audience: [`${SERVER}/`] } } })).toEqual([]);
});
