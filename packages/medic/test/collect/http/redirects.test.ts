import { describe, expect, it } from 'vitest';
import { decideRedirect } from '../../../src/collect/http/decide-redirect.ts';
import { serveHttp } from '../../io/http-servers.ts';
import { decisive, healthy, open, show } from './support.ts';
import type { Running } from '../../io/http-servers.ts';

function redirecting(status: number, to: string): Promise<Running> {
  return serveHttp((request, response) => (request.url === '/mcp' ? void response.writeHead(status, { Location: to }).end() : healthy(request, response)));
}

describe('redirects of the POST', () => {
  it.each([307, 308])('%s keeps the POST', async (status) => {
    const server = await redirecting(status, '/mcp/');
    const { session } = await open(`${server.origin}/mcp`);
    expect(show(session)).toContain('connected');
    expect(session.exchanges[0]).toMatchObject({
      url: `${server.origin}/mcp`,
      status: 200,
      redirects: [{ status, location: `${server.origin}/mcp/`, followed: true, methodAfter: 'POST' }],
    });
  });

  it.each([301, 302, 303])('%s turns it into a GET, which fails', async (status) => {
    const server = await redirecting(status, '/mcp/');
    const { session } = await open(`${server.origin}/mcp`);
    expect(show(session)).toBe('failed redirect');
    expect(decisive(session)).toMatchObject({ status: 405, redirects: [{ status, followed: true, methodAfter: 'GET' }] });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(server.seen[1]?.body).toBe('');
  });

  it('stops at another origin where the client does', async () => {
    const other = await serveHttp(healthy);
    const server = await redirecting(308, `${other.origin}/mcp/`);
    const { session } = await open(`${server.origin}/mcp`, { http: { follows: 'same-origin' } });
    expect(show(session)).toBe('failed redirect');
    expect(decisive(session)).toMatchObject({ status: 308, redirects: [{ followed: false, location: `${other.origin}/mcp/` }] });
    expect(other.seen).toEqual([]);
  });

  it('takes nothing of the user to another origin', async () => {
    const other = await serveHttp(healthy);
    const server = await redirecting(307, `${other.origin}/mcp/`);
    const { session } = await open(`${server.origin}/mcp`, {
      plan: { headers: { Authorization: 'Bearer abcdef123456', 'X-Api-Key': 'k-987654321', 'User-Agent': 'mine' } },
    });
    expect(show(session)).toContain('connected');
    expect(server.seen[0]?.headers).toMatchObject({ authorization: 'Bearer abcdef123456', 'x-api-key': 'k-987654321' });
    expect(other.seen.length).toBeGreaterThan(0);
    for (const { headers } of other.seen) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('x-api-key');
      expect(headers['user-agent']).toBeUndefined();
    }
  });

  it('ends a loop and ignores targets that are no web address', async () => {
    const loop = await redirecting(308, '/mcp');
    const { session } = await open(`${loop.origin}/mcp`);
    expect(show(session)).toBe('failed redirect');
    expect(loop.seen).toHaveLength(6);
    expect(decisive(session)?.redirects.map(({ followed }) => followed)).toEqual([true, true, true, true, true, false]);
    const odd = await redirecting(308, 'file:///etc/passwd');
    expect(show((await open(`${odd.origin}/mcp`)).session)).toBe('failed redirect');
  });

  it.each(['http://169.254.169.254/latest', 'http://10.0.0.1/', 'http://[fd00::1]/'])('does not let a server send us to %s', async (target) => {
    const server = await redirecting(307, target);
    const { session } = await open(`${server.origin}/mcp`);
    expect(show(session)).toBe('failed redirect');
    expect(decisive(session)?.redirects[0]).toMatchObject({ followed: false });
  });

  it.each(['http://127.0.0.1:1/', 'http://localhost:1/'])('does not let a server on the network send us to %s on this machine', async (target) => {
    const proxy = await serveHttp((_, response) => void response.writeHead(307, { Location: target }).end());
    const { session } = await open('http://mcp.example.invalid/mcp', { plan: { proxyEnv: { HTTP_PROXY: proxy.origin } } });
    expect(show(session)).toBe('failed redirect');
    expect(proxy.seen).toHaveLength(1);
  });

  it('a redirect to a login page is a redirect, not a healthy page', async () => {
    const server = await serveHttp((request, response) =>
      request.url === '/login'
        ? void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><title>Log in</title>')
        : void response.writeHead(302, { Location: '/login' }).end(),
    );
    const { session } = await open(server.origin);
    expect(show(session)).toBe('failed redirect');
    expect(decisive(session)).toMatchObject({ status: 200, body: { kind: 'html' } });
  });
});

describe('decideRedirect', () => {
  const from = new URL('https://a.example/mcp');
  it.each([
    [200, '/x', 'any', undefined],
    [308, undefined, 'any', undefined],
    [308, 'https://b.example/', 'any', 'https://b.example/'],
    [308, 'http://a.example/mcp', 'same-origin', 'stops'],
    [308, 'http://', 'any', 'stops'],
  ] as const)('%s to %s under %s: %s', (status, location, follows, expected) => {
    const decision = decideRedirect(status, location, from, 'POST', follows, 0);
    expect(decision === undefined ? undefined : (decision.next?.href ?? 'stops')).toBe(expected);
  });
});
