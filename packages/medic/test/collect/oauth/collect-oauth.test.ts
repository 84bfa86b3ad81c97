import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';

import { collectOAuth } from '../../../src/collect/oauth/collect-oauth.ts';
import type { HostAddress, LookUpHost } from '../../../src/io/dns.ts';
import type { OAuthFacts } from '../../../src/model/index.ts';
import { listen, planFor, redactorFor, sendJson, sessionWith } from '../remote-fixtures.ts';

const SECRET = 'tok-3f9a77c1';
const AS = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';
const PRM = '/.well-known/oauth-protected-resource';
const issuerMetadata = (issuer: string, more: object = {}): object => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  ...more,
});

type Answer = object | string | ((...args: Parameters<RequestListener>) => void);

/** Serves answers by path: objects as JSON, text as HTML, functions as they like; 404 for the rest. */
function serve(routes: () => Readonly<Record<string, Answer>>): RequestListener {
  return (request, response) => {
    const answer = routes()[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else if (typeof answer === 'string') response.writeHead(200, { 'Content-Type': 'text/html' }).end(answer);
    else sendJson(response, 200, answer);
  };
}

interface Lab {
  readonly facts: OAuthFacts;
  readonly paths: readonly string[];
  readonly origin: string;
}

/** A server on loopback with the routes given, asked about itself. */
async function ask(
  routes: (origin: string) => Readonly<Record<string, Answer>>,
  challenge?: (origin: string) => string,
  headers: Record<string, string> = {},
): Promise<Lab> {
  let origin = '';
  const { port, requests } = await listen(serve(() => routes(origin)));
  origin = `http://127.0.0.1:${port}`;
  const exchange = { status: 401, headers: challenge === undefined ? {} : { 'www-authenticate': challenge(origin) } };
  const facts = await collectOAuth(sessionWith([exchange]), planFor(`${origin}/mcp`, { headers }), redactorFor(SECRET), { totalMs: 1_500 });
  return { facts, paths: requests.map(({ url }) => url ?? ''), origin };
}

describe('what a server says about logging in', () => {
  it('reads a complete set-up and sends no credentials', async () => {
    const seen: (string | undefined)[] = [];
    const { facts, paths, origin } = await ask(
      (self) => ({
        [`${PRM}/mcp`]: (request, response) => {
          seen.push(request.headers.authorization, request.headers['x-api-key']?.toString());
          sendJson(response, 200, { resource: `${self}/mcp`, authorization_servers: [self], scopes_supported: ['read'] });
        },
        [AS]: issuerMetadata(self, { registration_endpoint: `${self}/register`, client_id_metadata_document_supported: true }),
      }),
      (self) => `Bearer resource_metadata="${self}${PRM}/mcp", scope="read", error="invalid_token", error_description="no ${SECRET}"`,
      { Authorization: `Bearer ${SECRET}`, 'X-Api-Key': SECRET },
    );
    expect(facts).toMatchObject({
      challenge: { scheme: 'Bearer', resourceMetadata: `${origin}${PRM}/mcp`, scope: 'read', error: 'invalid_token', errorDescription: 'no [redacted]' },
      sentAuthorization: true,
      sentScheme: 'Bearer',
      resource: `${origin}/mcp`,
      resourceMatches: true,
      authorizationServers: [origin],
      issuer: origin,
      issuerMatches: true,
      registration: 'both',
      pkceS256: true,
      scopesSupported: ['read'],
    });
    expect(facts.tries).toEqual([
      { kind: 'protected-resource', url: `${origin}${PRM}/mcp`, status: 200, ok: true },
      { kind: 'authorization-server', url: `${origin}${AS}`, status: 200, ok: true },
    ]);
    expect(paths).toEqual([`${PRM}/mcp`, AS]);
    expect(seen).toEqual([undefined, undefined]);
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });

  it('asks every documented place in order when nothing is there', async () => {
    const { facts, paths } = await ask(() => ({}));
    expect(paths).toEqual([`${PRM}/mcp`, PRM, AS, OPENID]);
    expect(facts.tries.map(({ ok, fault }) => [ok, fault])).toEqual(Array.from({ length: 4 }, () => [false, 'HTTP 404']));
    expect(facts).toMatchObject({ sentAuthorization: false });
    expect(facts).not.toHaveProperty('challenge');
    expect(facts).not.toHaveProperty('registration');
  });

  it('asks an issuer with a path in its three places and stops at the first document', async () => {
    const { facts, paths } = await ask((self) => ({
      [PRM]: { resource: self, authorization_servers: [`${self}/tenant/`] },
      [`/tenant${OPENID}`]: issuerMetadata(`${self}/tenant`),
    }));
    expect(paths.slice(2)).toEqual([`${AS}/tenant`, `${OPENID}/tenant`, `/tenant${OPENID}`]);
    expect(facts.tries.map(({ kind }) => kind).slice(2)).toEqual(['authorization-server', 'openid', 'openid']);
    expect(facts).toMatchObject({ issuerMatches: false, resourceMatches: true, registration: 'none' });
  });

  it.each<[name: string, answer: Answer, fault: string | RegExp]>([
    ['an HTML page', '<!doctype html><title>App</title>', 'an HTML page instead of JSON'],
    ['an HTML page called JSON', sendRaw('application/json', ' <html>'), 'an HTML page instead of JSON'],
    ['a server error', (_request, response) => sendJson(response, 500, {}), 'HTTP 500'],
    ['a text', sendRaw('application/json', 'nope'), 'not valid JSON'],
    ['an array', [], 'JSON, but an array instead of an object'],
    ['null', sendRaw('application/json', 'null'), 'JSON, but null instead of an object'],
    ['deep JSON', sendRaw('application/json', '['.repeat(100_000)), 'not valid JSON'],
    [
      'deep closed JSON',
      sendRaw('application/json', `{"resource":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
      'it lacks "resource"; it names no authorization server',
    ],
    ['wrong types', { resource: 7, authorization_servers: { a: 1 }, scopes_supported: 'x' }, 'it lacks "resource"; it names no authorization server'],
    ['no address', { resource: 'mcp', authorization_servers: ['x', 3, null] }, '"resource" is no address'],
    ['an endless body', sendWithoutEnd('x'.repeat(65_536)), 'larger than 256 KiB'],
    ['a drip', (_request, response) => void response.writeHead(200).write('{'), /BODY_TIMEOUT|no .* within/],
    ['silence', () => undefined, /HEADERS_TIMEOUT|no .* within/],
  ])('says what is wrong with %s', async (_name, answer, fault) => {
    const { facts } = await ask(() => ({ [`${PRM}/mcp`]: answer }));
    expect(facts.tries[0]?.ok).toBe(false);
    if (typeof fault === 'string') expect(facts.tries[0]?.fault).toBe(fault);
    else expect(facts.tries[0]?.fault).toMatch(fault);
  });

  it.each([
    ['text/plain', true, 'the content type is "text/plain"'],
    ['application/json; charset=utf-8', true, undefined],
    ['application/jrd+json', true, undefined],
  ])('takes JSON as %s', async (type, ok, fault) => {
    const { facts } = await ask((self) => ({ [`${PRM}/mcp`]: sendRaw(type, JSON.stringify({ resource: self, authorization_servers: [self] })) }));
    expect(facts.tries[0]?.ok).toBe(ok);
    expect(facts.tries[0]?.fault).toBe(fault);
  });

  it.each([
    [{ registration_endpoint: null }, 'none', false, '"registration_endpoint" is null'],
    [{ token_endpoint: undefined }, 'none', false, 'it lacks "token_endpoint"'],
    [{ client_id_metadata_document_supported: true }, 'client-id-metadata', true, undefined],
    [{ registration_endpoint: 'https://as.example/register', code_challenge_methods_supported: ['plain'] }, 'dynamic', true, undefined],
  ])('reads how clients may register from %j', async (more, registration, ok, fault) => {
    const { facts } = await ask((self) => ({ [AS]: issuerMetadata(self, more) }));
    const last = facts.tries.at(-1);
    expect(facts.registration).toBe(registration);
    expect(facts.pkceS256).toBe(!('code_challenge_methods_supported' in more));
    expect([last?.ok, last?.fault]).toEqual([ok, fault]);
  });

  it.each([
    ['another host', () => 'https://elsewhere.example/mcp', false],
    ['another path', (self: string) => `${self}/other`, false],
    ['a longer path', (self: string) => `${self}/mcp/v1`, false],
    ['a path that only begins alike', (self: string) => `${self}/mc`, false],
    ['the origin', (self: string) => self, true],
    ['a trailing slash', (self: string) => `${self}/mcp/`, true],
  ])('compares the resource with the configured URL: %s', async (_name, resource, matches) => {
    const { facts } = await ask((self) => ({ [PRM]: { resource: resource(self), authorization_servers: [self] } }));
    expect(facts.resourceMatches).toBe(matches);
  });

  it('keeps the Bearer challenge behind another scheme, and a useless address in it', async () => {
    const { facts, paths } = await ask(
      () => ({}),
      () => 'Basic realm="x", Bearer resource_metadata=/relative',
    );
    expect(facts.challenge).toMatchObject({ scheme: 'Bearer', firstScheme: 'Basic', resourceMetadata: '/relative' });
    expect(facts.tries[0]).toEqual({ kind: 'protected-resource', url: '/relative', ok: false, fault: 'resource_metadata holds no absolute address' });
    expect(paths[0]).toBe(`${PRM}/mcp`);
  });

  it('stops asking when everything takes too long', async () => {
    const { port, requests } = await listen(() => undefined);
    const { tries } = await collectOAuth(sessionWith([]), planFor(`http://127.0.0.1:${port}/mcp`), redactorFor(SECRET), { totalMs: 80, overallMs: 120 });
    expect(requests.length).toBeLessThan(4);
    expect(tries).toHaveLength(4);
    expect(tries.at(-1)?.fault).toBe('not asked: the documents before it took too long');
  });

  it('follows three redirects and no more, and says so', async () => {
    const hop =
      (to: string): Answer =>
      (_request, response) =>
        void response.writeHead(302, { Location: to }).end();
    const { facts } = await ask((self) => ({
      [`${PRM}/mcp`]: hop('/a'),
      '/a': hop('/b'),
      '/b': hop('/c'),
      '/c': { resource: self, authorization_servers: [self] },
      [AS]: hop(AS),
    }));
    expect(facts.tries[0]).toMatchObject({ ok: true, status: 200, fault: 'redirected to /a; redirected to /b; redirected to /c' });
    expect(facts.tries.find(({ kind }) => kind === 'authorization-server')).toMatchObject({
      ok: false,
      status: 302,
      fault: expect.stringContaining('more than 3 redirects'),
    });
  });
});

describe('the configured token', () => {
  const jwt = (claims: object): string => ['{"alg":"none"}', JSON.stringify(claims), 'sig'].map((part) => Buffer.from(part).toString('base64url')).join('.');
  const read = async (headers: Record<string, string>, query: string = ''): Promise<OAuthFacts> => {
    const { port } = await listen((_request, response) => void response.writeHead(404).end());
    return collectOAuth(sessionWith([]), planFor(`http://127.0.0.1:${port}/mcp${query}`, { headers }), redactorFor(SECRET), { totalMs: 500 });
  };

  it('shows the public claims of a JWT and never the token', async () => {
    const token = jwt({ exp: 1_763_600_000, nbf: 1_763_500_000, aud: 'https://a.example', iss: 'https://as.example', scp: ['a', 'b'] });
    const facts = await read({ authorization: `bearer ${token}` });
    expect(facts.token).toEqual({
      expiresAt: '2025-11-20T00:53:20.000Z',
      notBefore: '2025-11-18T21:06:40.000Z',
      audience: ['https://a.example'],
      issuer: 'https://as.example',
      scope: 'a b',
    });
    expect(facts.sentScheme).toBe('Bearer');
    expect(JSON.stringify(facts)).not.toContain(token.split('.')[1]);
  });

  it.each([
    [{ Authorization: SECRET }, undefined],
    [{ Authorization: `${SECRET} x` }, undefined],
    [{ Authorization: 'Basic YTpi' }, 'Basic'],
    [{ 'X-API-Key': SECRET }, 'header X-API-Key'],
    [{ Authorization: 'Bearer a.!!!.c' }, 'Bearer'],
    [{ Authorization: `Bearer ${jwt({ exp: 1e300, aud: [1, {}], iss: 5 })}` }, 'Bearer'],
  ])('tells the form of %j', async (headers, scheme) => {
    const facts = await read(headers);
    expect(facts.sentAuthorization).toBe(true);
    expect(facts.sentScheme).toBe(scheme);
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });

  it('sees a token in the address and none at all', async () => {
    expect((await read({}, '?api_key=abc')).sentScheme).toBe('query parameter api_key');
    expect((await read({ Accept: 'x', 'X-Empty-Token': ' ' })).sentAuthorization).toBe(false);
  });
});

describe('a hostile server that names addresses', () => {
  const PUBLIC = '93.184.215.14';
  const NAMES: Readonly<Record<string, readonly string[]>> = {
    'public.example': [PUBLIC],
    'as.example': [PUBLIC],
    'inside.example': ['10.0.0.5'],
    'mixed.example': [PUBLIC, '127.0.0.1'],
    'mapped.example': ['::ffff:127.0.0.1'],
    'metadata.example': ['169.254.169.254'],
    'nat64.example': ['64:ff9b::a9fe:a9fe'],
    localhost: ['127.0.0.1', '::1'],
  };
  const lookUp: LookUpHost = (host) => {
    const bare = host.replaceAll(/[[\]]/g, '');
    const addresses = NAMES[bare] ?? (/^[\d.]+$|:/.test(bare) ? [bare] : []);
    return Promise.resolve({ ms: 0, addresses: addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) });
  };

  /** `public.example` lives on loopback here; every address dialled is kept. */
  async function attack(
    target: (port: number) => string,
    how: 'challenge' | 'redirect' | 'issuer',
    host: string = 'public.example',
  ): Promise<{ dialled: Set<string>; tries: OAuthFacts['tries'] }> {
    let bad = '';
    const { port } = await listen(
      serve(() => ({
        [PRM]:
          how === 'redirect'
            ? (_q: unknown, r: Parameters<RequestListener>[1]): void => void r.writeHead(307, { Location: bad }).end()
            : { resource: `http://${host}:${port}/`, authorization_servers: [how === 'issuer' ? bad : `http://as.example:${port}`] },
      })),
    );
    bad = target(port);
    const dialled = new Set<string>();
    const dialAs = (address: HostAddress): HostAddress => {
      dialled.add(address.address);
      return { address: '127.0.0.1', family: 4 };
    };
    const exchange = { status: 401, headers: how === 'challenge' ? { 'www-authenticate': `Bearer resource_metadata="${bad}"` } : {} };
    const { tries } = await collectOAuth(sessionWith([exchange]), planFor(`http://${host}:${port}/`), redactorFor(SECRET), { totalMs: 500, lookUp, dialAs });
    return { dialled, tries };
  }

  const TARGETS: readonly [name: string, url: string][] = [
    ['the cloud metadata service', 'http://169.254.169.254/latest/'],
    ['it by name', 'http://metadata.example/'],
    ['it through NAT64', 'http://nat64.example/'],
    ['loopback', 'http://127.0.0.1:PORT/'],
    ['loopback as a number', 'http://2130706433:PORT/'],
    ['loopback in hexadecimal', 'http://0x7f.0.0.1:PORT/'],
    ['loopback in octal', 'http://0177.0.0.01:PORT/'],
    ['loopback cut short', 'http://127.1:PORT/'],
    ['zero', 'http://0:PORT/'],
    ['loopback in IPv6', 'http://[::1]:PORT/'],
    ['loopback mapped', 'http://[::ffff:127.0.0.1]:PORT/'],
    ['loopback mapped by name', 'http://mapped.example:PORT/'],
    ['localhost', 'http://localhost:PORT/'],
    ['a private name', 'http://inside.example/'],
    ['a name with one private address', 'http://mixed.example:PORT/'],
    ['a login in the address', 'http://u:p@as.example:PORT/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
  ];

  it.each(TARGETS.flatMap(([name, url]) => (['challenge', 'redirect', 'issuer'] as const).map((how) => [name, how, url] as const)))(
    'is not followed to %s (%s)',
    async (_name, how, url) => {
      const { dialled, tries } = await attack((port) => url.replace('PORT', String(port)), how);
      expect([...dialled].filter((address) => address !== PUBLIC)).toEqual([]);
      const fault = tries.map((one) => one.fault ?? '').join('\n');
      // An issuer's user part is dropped with its path when the well-known addresses are made.
      if (!url.includes('u:p@') || how !== 'issuer') expect(fault).toMatch(/not asked|no http or https address|could not be resolved/);
    },
  );

  it('is followed to public names, and to its own kind of address', async () => {
    const there = await attack((port) => `http://as.example:${port}/x`, 'challenge');
    expect(there.tries[0]).toMatchObject({ status: 404 });
    const own = await attack((port) => `http://localhost:${port}/x`, 'challenge', '127.0.0.1');
    expect(own.tries[0]).toMatchObject({ status: 404 });
    const inside = await attack(() => 'http://inside.example/', 'challenge', '127.0.0.1');
    expect(inside.tries[0]?.fault).toBe('not asked: inside.example leads to the private address 10.0.0.5');
  });

  it('says where a redirect led to', async () => {
    const { tries } = await attack(() => 'https://as.example:1/', 'redirect');
    expect(tries[0]?.fault).toMatch(/^redirected to https:\/\/as\.example:1\/; /);
  });
});

function sendRaw(type: string, body: string): Answer {
  return (_request, response) => void response.writeHead(200, { 'Content-Type': type }).end(body);
}

function sendWithoutEnd(chunk: string): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
}
