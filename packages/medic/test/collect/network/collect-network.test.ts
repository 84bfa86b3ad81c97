import { describe, expect, it } from 'vitest';

import { collectNetwork } from '../../../src/collect/network/collect-network.ts';
import type { NetworkOptions } from '../../../src/collect/network/collect-network.ts';
import { listListeners, parseListeners } from '../../../src/io/tcp-listeners.ts';
import { closedPort, definitionWith, INITIALIZE_ANSWER, listen, mcpAt, planFor, sendJson } from '../remote-fixtures.ts';

const client = definitionWith();
// Nothing of the machine the tests run on is asked.
const quiet: NetworkOptions = { listListeners: () => Promise.resolve([]), tcpMs: 500, probeMs: 500 };
const lookUpAs =
  (...addresses: readonly string[]): NonNullable<NetworkOptions['lookUp']> =>
  (host) =>
    Promise.resolve(
      /^[\d.]+$/.test(host)
        ? { ms: 0, addresses: [{ address: host, family: 4 }] }
        : addresses.length === 0
          ? { ms: 1, addresses: [], errno: 'ENOTFOUND' }
          : { ms: 1, addresses: addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) },
    );

describe('where a server stands in the network', () => {
  it.each([['127.0.0.1'], ['::1']])('tells that a server behind localhost listens on %s only', async (address) => {
    const { port } = await listen(() => undefined, address);
    const facts = await collectNetwork(planFor(`http://localhost:${port}/mcp`), client, quiet);
    expect(facts).toMatchObject({ host: 'localhost', port, isLoopback: true, isPrivate: false });
    expect(Object.fromEntries(facts.tcp.map((one) => [one.address, one.state]))).toEqual({
      '127.0.0.1': address === '127.0.0.1' ? 'open' : 'refused',
      '::1': address === '::1' ? 'open' : 'refused',
    });
    expect(facts).not.toHaveProperty('otherPorts');
  });

  it('keeps the errno of a refused connection', async () => {
    const facts = await collectNetwork(planFor(`http://127.0.0.1:${await closedPort()}/mcp`), client, quiet);
    expect(facts.tcp).toContainEqual(expect.objectContaining({ address: '127.0.0.1', state: 'refused', errno: 'ECONNREFUSED' }));
    expect(facts.otherPorts).toEqual([]);
  });

  it('reports a name nobody knows', async () => {
    const facts = await collectNetwork(planFor('https://no-such-host.invalid/mcp'), client, quiet);
    expect(facts).toMatchObject({ host: 'no-such-host.invalid', port: 443, isLoopback: false, tcp: [], dns: { addresses: [] } });
    expect(facts.dns.errno).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  it('comes back when the name server does not', async () => {
    const facts = await collectNetwork(planFor('http://slow.example/mcp'), client, {
      ...quiet,
      lookUp: (_host, ms) => Promise.resolve({ ms, addresses: [], errno: 'ETIMEDOUT' }),
    });
    expect(facts.dns.errno).toBe('ETIMEDOUT');
  });

  it('dials every address of a name', async () => {
    const { port } = await listen(() => undefined);
    const facts = await collectNetwork(planFor(`http://lab.example:${port}/mcp`), client, { ...quiet, lookUp: lookUpAs('127.0.0.1', '::1') });
    expect(facts.tcp.map(({ state }) => state)).toEqual(['open', 'refused']);
  });

  it.each([
    ['a Compose service name', 'api', []],
    ['the name of the Docker host', 'host.docker.internal', []],
  ])('tries the port on this machine for %s', async (_name, host, addresses) => {
    const { port } = await listen(() => undefined);
    const facts = await collectNetwork(planFor(`http://${host}:${port}/mcp`), client, { ...quiet, lookUp: lookUpAs(...addresses) });
    expect(facts.otherNames).toEqual([{ name: '127.0.0.1', address: '127.0.0.1', state: 'open' }]);
  });

  it('tries the Docker host for localhost inside a container', async () => {
    const port = await closedPort();
    const facts = await collectNetwork(planFor(`http://127.0.0.1:${port}/mcp`), client, { ...quiet, isContainer: true, lookUp: lookUpAs() });
    expect(facts.otherNames).toContainEqual({ name: 'host.docker.internal', state: 'not-found', errno: 'ENOTFOUND' });
  });
});

describe('other ports of this machine', () => {
  it('finds the port an MCP server moved to, also behind a login or on /mcp', async () => {
    const same = await listen(mcpAt('/api'));
    const usual = await listen(mcpAt('/mcp'));
    const login = await listen((_request, response) => sendJson(response, 401, { error: 'unauthorized' }, { 'WWW-Authenticate': 'Bearer' }));
    const web = await listen((_request, response) => response.end('<html>'));
    const rpc = await listen((_request, response) =>
      sendJson(response, 200, { jsonrpc: '2.0', id: 0, error: { code: -32601, message: 'the method initialize does not exist' } }),
    );
    const silent = await listen(() => undefined);
    const plan = planFor(`http://localhost:${await closedPort()}/api`, { headers: { Authorization: 'Bearer secret-token' } });
    const facts = await collectNetwork(plan, client, {
      ...quiet,
      probeMs: 300,
      candidatePorts: [web.port, login.port, rpc.port, silent.port],
      listListeners: () =>
        Promise.resolve([
          { port: same.port, program: 'node' },
          { port: usual.port, program: 'py\u{1b}[31m' },
          { port: 5432, program: 'postgres' },
        ]),
    });
    const byPort = new Map(facts.otherPorts?.map((one) => [one.port, one.because]));
    expect(byPort).toEqual(
      new Map([
        [login.port, 'a program asked for a login at /api (HTTP 401)'],
        [same.port, 'node answered initialize at /api (HTTP 200)'],
        [usual.port, 'a program answered initialize at /mcp (HTTP 200)'],
      ]),
    );
    expect(login.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    expect(same.requests).toHaveLength(2);
  });

  it('asks for an event stream when the entry is of the old transport', async () => {
    const moved = await listen((request, response) => {
      if (request.method !== 'GET' || request.url !== '/sse') {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages\n\n');
    });
    const plan = planFor(`http://127.0.0.1:${await closedPort()}/sse`, { transport: 'sse' });
    const facts = await collectNetwork(plan, client, { ...quiet, candidatePorts: [moved.port] });
    expect(facts.otherPorts).toEqual([{ port: moved.port, because: 'a program opened an MCP event stream at /sse (HTTP 200)' }]);
  });

  it('asks no more than eight ports and none for a host elsewhere', async () => {
    const seen: number[] = [];
    const servers = await Promise.all(Array.from({ length: 10 }, () => listen((_request, response) => response.end())));
    const candidatePorts = servers.map(({ port }) => port);
    await collectNetwork(planFor(`http://127.0.0.1:${await closedPort()}/mcp`), client, { ...quiet, candidatePorts });
    for (const { requests, port } of servers) if (requests.length > 0) seen.push(port);
    expect(seen).toHaveLength(8);
    const away = await collectNetwork(planFor(`http://away.example:${await closedPort()}/mcp`), client, {
      ...quiet,
      candidatePorts,
      lookUp: lookUpAs('127.0.0.1'),
    });
    expect(away).not.toHaveProperty('otherPorts');
    expect(servers.reduce((sum, { requests }) => sum + requests.length, 0)).toBe(8);
  });

  it.runIf(process.platform === 'linux')('sees its own listening port in the kernel table', async () => {
    const { port } = await listen(() => undefined);
    const { port: port6 } = await listen(() => undefined, '::1');
    const ports = (await listListeners()).map((one) => one.port);
    expect(ports).toContain(port);
    expect(ports).toContain(port6);
  });

  it('reads only listening sockets of this user that loopback reaches', () => {
    const row = (local: string, state: string, uid: number, inode: string): string =>
      `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 0000000000000000 100 0 0 10 0`;
    const table = [
      '  sl  local_address rem_address',
      row('0100007F:0BB8', '0A', 7, '11'),
      row('00000000:1F90', '0A', 7, '12'),
      row('0100007F:0BB9', '01', 7, '13'),
      row('0100007F:0BBA', '0A', 0, '14'),
      row('0A00000A:0BBB', '0A', 7, '15'),
      row('00000000000000000000000001000000:0BBC', '0A', 7, '16'),
      'garbage',
    ].join('\n');
    expect(parseListeners(table, 7)).toEqual([
      { port: 3000, inode: '11' },
      { port: 8080, inode: '12' },
      { port: 3004, inode: '16' },
    ]);
  });
});

describe('proxies', () => {
  const target = 'https://server.example/mcp';
  const away: NetworkOptions = { ...quiet, lookUp: lookUpAs() };

  it.each([
    [200, { reachable: true, connectStatus: 200 }],
    [407, { reachable: true, connectStatus: 407 }],
    [502, { reachable: true, connectStatus: 502 }],
  ])('keeps the status %i of CONNECT and hides the password', async (status, expected) => {
    const { server, port } = await listen(() => undefined);
    server.on('connect', (_request, socket) => socket.on('error', () => undefined).end(`HTTP/1.1 ${status} X\r\n\r\n`));
    const facts = await collectNetwork(planFor(target, { proxyEnv: { HTTPS_PROXY: `http://me:hunter22@127.0.0.1:${port}` } }), client, away);
    expect(facts.proxy).toEqual({ url: `http://me:[redacted]@127.0.0.1:${port}`, from: 'HTTPS_PROXY', appliesTo: 'client', directWorks: false, ...expected });
    expect(JSON.stringify(facts)).not.toContain('hunter22');
  });

  it('sees a dead proxy', async () => {
    const facts = await collectNetwork(planFor(target, { proxyEnv: { https_proxy: `127.0.0.1:${await closedPort()}` } }), client, away);
    expect(facts.proxy).toMatchObject({ from: 'https_proxy', reachable: false, errno: 'ECONNREFUSED' });
  });

  it('sees that the client does not use it, or that NO_PROXY exempts the host', async () => {
    const { port } = await listen(() => undefined);
    const proxyEnv = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    expect((await collectNetwork(planFor(target, { proxyEnv }), definitionWith({ proxy: 'none' }), away)).proxy).toMatchObject({ appliesTo: 'nobody' });
    expect((await collectNetwork(planFor(target, { proxyEnv: { ...proxyEnv, NO_PROXY: '.example' } }), client, away)).proxy).toMatchObject({
      appliesTo: 'nobody',
      noProxy: '.example',
    });
    expect((await collectNetwork(planFor('http://other.example/', { proxyEnv }), client, away)).proxy).toBeUndefined();
  });

  it('sees a proxy that catches a loopback address which works directly', async () => {
    const own = await listen((_request, response) => sendJson(response, 200, INITIALIZE_ANSWER));
    const proxyEnv = { http_proxy: `http://127.0.0.1:${await closedPort()}` };
    const plan = planFor(`http://127.0.0.1:${own.port}/mcp`, { proxyEnv });
    expect((await collectNetwork(plan, definitionWith({ proxy: 'env-also-loopback' }), quiet)).proxy).toMatchObject({
      appliesTo: 'client',
      reachable: false,
      directWorks: true,
    });
    expect((await collectNetwork(plan, client, quiet)).proxy).toBeUndefined();
  });
});
