import { describe, expect, test } from 'vitest';
import { rule as bind } from '../../../src/rules/connect/bind-address-mismatch.ts';
import { rule as reset } from '../../../src/rules/connect/connection-reset.ts';
import { rule as timeout } from '../../../src/rules/connect/connection-timeout.ts';
import { rule as dns } from '../../../src/rules/connect/dns-not-found.ts';
import { rule as proxyAuth } from '../../../src/rules/connect/proxy-auth-required.ts';
import { rule as notHonoured } from '../../../src/rules/connect/proxy-not-honoured.ts';
import { rule as unreachable } from '../../../src/rules/connect/proxy-unreachable.ts';
import { rule as notRunning } from '../../../src/rules/connect/server-not-running.ts';
import { rule as urlRefused } from '../../../src/rules/connect/url-refused-by-client.ts';
import type { NetworkFacts } from '../../../src/model/index.ts';
import { CONNECTED, failed, http, judgeFacts, judgeText, stdio } from '../facts.ts';
import { answered, broken, ended, judgeRemote, NETWORK } from '../remote-facts.ts';

const refused = { address: '127.0.0.1', family: 4, state: 'refused', errno: 'ECONNREFUSED', ms: 1 } as const;
const refused6 = { ...refused, address: '::1', family: 6 } as const;
const open = { address: '127.0.0.1', family: 4, state: 'open', ms: 1 } as const;
const away: Partial<NetworkFacts> = {
  host: 'mcp.example.com',
  port: 443,
  isLoopback: false,
  dns: { ms: 8, addresses: [{ address: '203.0.113.9', family: 4 }] },
  tcp: [{ address: '203.0.113.9', family: 4, state: 'timeout', errno: 'ETIMEDOUT', ms: 3000 }],
};
const ALL = [notRunning, dns, timeout, reset, bind, notHonoured, unreachable, proxyAuth, urlRefused];

test('none of them speaks of healthy servers, of local servers that merely ended, or of answers', () => {
  for (const rule of ALL) {
    expect(judgeRemote(rule, { session: http(CONNECTED), network: {} })).toEqual([]);
    expect(judgeFacts(rule, { session: stdio(failed('exit')) })).toEqual([]);
    expect(judgeRemote(rule, { session: answered(404, 'Not Found'), network: {} })).toEqual([]);
    expect(
      judgeText(rule, 'INFO: Uvicorn running on http://127.0.0.1:3000 (Press CTRL+C to quit)\nINFO: 127.0.0.1:34240 - "POST /mcp HTTP/1.1" 200 OK'),
    ).toEqual([]);
  }
});

describe('server-not-running', () => {
  test('refused everywhere, and the port that moved is offered as an edit', () => {
    const hits = judgeRemote(notRunning, {
      session: broken('tcp', 'ECONNREFUSED'),
      network: { tcp: [refused, refused6], otherPorts: [{ port: 8001, because: 'node answered initialize at /mcp (HTTP 200)' }] },
      port: { port: 8000, addresses: [] },
    });
    expect(hits).toMatchObject([
      {
        confidence: 'confirmed',
        fixes: [
          {
            id: 'use-port-8001',
            steps: [{ do: 'edit', edits: [{ op: 'set', at: ['mcpServers', 'notes', 'url'], value: 'http://127.0.0.1:8001/mcp' }] }, { do: 'tell' }],
          },
          { id: 'start-server' },
        ],
      },
    ]);
    expect(hits[0]?.evidence.length).toBeGreaterThan(1);
  });

  test.each([
    ['open on the other family', { tcp: [refused6, open] }, undefined],
    ['somebody listens on another address', { tcp: [refused] }, { port: 8000, addresses: ['192.168.1.5'] }],
    ['lost packets', { tcp: [{ ...refused, state: 'timeout' as const }] }, undefined],
  ])('not: %s', (_, network, port) => {
    expect(judgeRemote(notRunning, { session: broken('tcp', 'ECONNREFUSED'), network, ...(port === undefined ? {} : { port }) })).toEqual([]);
  });

  test.each([
    ['Error: connect ECONNREFUSED 127.0.0.1:8931', '127.0.0.1:8931'],
    ['✘ Failed to connect — ECONNREFUSED: Unable to connect. Is the computer able to access the url?', 'address'],
    ['dial tcp 127.0.0.1:8080: connect: connection refused', '127.0.0.1:8080'],
    ['httpx.ConnectError: [Errno 111] Connection refused', 'address'],
    ['curl: (7) Failed to connect to localhost port 3000 after 0 ms: Could not connect to server', 'localhost:3000'],
    ['No connection could be made because the target machine actively refused it. (os error 10061)', 'address'],
    ['httpx.ConnectError: All connection attempts failed', 'address'],
    ['Caused by: Connection refused (os error 61)', 'address'],
  ])('text: %s', (text, where) => {
    expect(judgeText(notRunning, text)).toMatchObject([{ confidence: 'likely', title: expect.stringContaining(where) }]);
  });

  test.each([
    'Cannot connect to the Docker daemon: dial unix /var/run/docker.sock: connect: connection refused',
    'GET http://localhost:6277/config net::ERR_CONNECTION_REFUSED',
  ])('not its text: %s', (text) => {
    expect(judgeText(notRunning, text)).toEqual([]);
  });

  test('stderr of a local server that needs another one', () => {
    expect(
      judgeFacts(notRunning, {
        session: stdio(failed('exit'), { stderr: { bytes: 9, truncated: false, lines: ['Error: connect ECONNREFUSED 127.0.0.1:1644'] } }),
      }),
    ).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('dns-not-found', () => {
  test('a name without address', () => {
    const session = broken('dns', 'ENOTFOUND', { url: 'https://mpc.example.com/mcp' });
    expect(
      judgeRemote(dns, { session, network: { ...away, host: 'mpc.example.com', dns: { ms: 12, addresses: [], errno: 'ENOTFOUND' }, tcp: [] } }),
    ).toMatchObject([{ confidence: 'confirmed', title: '"mpc.example.com" has no address on this machine' }]);
    expect(judgeRemote(dns, { session, network: { ...away, dns: { ms: 12, addresses: [], errno: 'EAI_AGAIN' }, tcp: [] } })).toMatchObject([
      { confidence: 'likely', decisive: expect.any(String) },
    ]);
  });

  test('not when the name resolved after all, nor behind a proxy', () => {
    expect(judgeRemote(dns, { session: broken('dns', 'ENOTFOUND'), network: {} })).toEqual([]);
    expect(judgeRemote(dns, { session: broken('dns', 'ENOTFOUND', { viaProxy: 'http://p:1' }) })).toEqual([]);
  });

  test.each([
    'getaddrinfo ENOTFOUND mcp.example.com',
    'Error: getaddrinfo EAI_AGAIN registry.example.com',
    'socket.gaierror: [Errno -2] Name or service not known',
    'dial tcp: lookup mcp.example.com on 127.0.0.53:53: no such host',
    'curl: (6) Could not resolve host: mcp.example.com',
    'dns error: failed to lookup address information: nodename nor servname provided, or not known',
    'java.net.UnknownHostException: mcp.example.com',
    '[Errno 11001] getaddrinfo failed',
    'net::ERR_NAME_NOT_RESOLVED',
  ])('text: %s', (text) => {
    expect(judgeText(dns, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('connection-timeout', () => {
  test('nobody answers on any address', () => {
    expect(judgeRemote(timeout, { session: broken('tcp', 'ETIMEDOUT', { url: 'https://mcp.example.com/mcp' }), network: away })).toMatchObject([
      { confidence: 'confirmed' },
    ]);
  });

  test('not when an address refused or was open', () => {
    expect(judgeRemote(timeout, { session: broken('tcp', 'ETIMEDOUT'), network: { tcp: [open] } })).toEqual([]);
    expect(judgeRemote(timeout, { session: broken('tcp', 'ECONNREFUSED'), network: { tcp: [refused] } })).toEqual([]);
  });

  test.each([
    'connect ETIMEDOUT 203.0.113.9:443',
    "code: 'UND_ERR_CONNECT_TIMEOUT'",
    'dial tcp 203.0.113.9:443: i/o timeout',
    'Connection timed out (os error 110)',
    'connect: No route to host',
    'java.net.SocketTimeoutException: connect timed out',
    '[WinError 10060] A connection attempt failed because the connected party did not properly respond after a period of time',
  ])('text: %s', (text) => {
    expect(judgeText(timeout, text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each(['MCP server "notes" connection timed out after 30000ms', 'MCP error -32001: Request timed out'])(
    "a client's own limit is another matter: %s",
    (text) => {
      expect(judgeText(timeout, text)).toEqual([]);
    },
  );

  test('an address in the local network is only possible: macOS may forbid it', () => {
    expect(judgeText(timeout, 'connect EHOSTUNREACH 192.168.1.50:8080')).toMatchObject([{ confidence: 'possible' }]);
  });
});

describe('connection-reset', () => {
  test('closed before an answer', () => {
    expect(judgeRemote(reset, { session: broken('http-closed', 'ECONNRESET') })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeRemote(reset, { session: broken('tls', 'ECONNRESET') })).toMatchObject([{ confidence: 'confirmed' }]);
  });

  test('not for certificates or refusals', () => {
    expect(judgeRemote(reset, { session: broken('tls', 'CERT_HAS_EXPIRED') })).toEqual([]);
    expect(judgeRemote(reset, { session: broken('tcp', 'ECONNREFUSED') })).toEqual([]);
  });

  test.each([
    'TypeError: fetch failed: read ECONNRESET',
    'Error: socket hang up',
    'curl: (52) Empty reply from server',
    'httpx.RemoteProtocolError: Server disconnected without sending a response.',
    'Post "http://localhost:8080/mcp": EOF',
    'connection closed before message completed',
  ])('text: %s', (text) => {
    expect(judgeText(reset, text)).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('bind-address-mismatch', () => {
  test('localhost leads to ::1 only', () => {
    const hits = judgeRemote(bind, {
      session: broken('tcp', 'ECONNREFUSED', { url: 'http://localhost:8000/mcp' }),
      network: { host: 'localhost', tcp: [refused6, open] },
      entry: { written: { type: 'http', url: 'http://localhost:8000/mcp' }, effective: { transport: 'http', url: 'http://localhost:8000/mcp', connectMs: 1 } },
    });
    expect(hits).toMatchObject([
      {
        confidence: 'confirmed',
        fixes: [{ safety: 'safe', steps: [{ do: 'edit', edits: [{ op: 'set', value: 'http://127.0.0.1:8000/mcp' }] }, { do: 'tell' }] }, {}],
      },
    ]);
  });

  test('a loopback listener and an address of the local network', () => {
    const session = broken('tcp', 'ECONNREFUSED', { url: 'http://192.168.1.5:8000/mcp' });
    const network = { host: '192.168.1.5', isLoopback: false, isPrivate: true, tcp: [{ ...refused, address: '192.168.1.5' }] };
    expect(judgeRemote(bind, { session, network, port: { port: 8000, addresses: ['127.0.0.1'], holder: { pid: 7, name: 'python3' } } })).toMatchObject([
      { confidence: 'likely' },
    ]);
    expect(judgeRemote(bind, { session, network, port: { port: 8000, addresses: [] } })).toEqual([]);
    expect(judgeRemote(bind, { session, network, port: { port: 8000, addresses: ['0.0.0.0'] } })).toEqual([]);
  });

  test('0.0.0.0 as target on Windows', () => {
    const session = broken('tcp', 'EADDRNOTAVAIL', { url: 'http://0.0.0.0:8000/mcp' });
    expect(
      judgeRemote(bind, { session, network: { host: '0.0.0.0', tcp: [{ ...refused, state: 'unreachable' }] }, host: { platform: 'win32' } }),
    ).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeRemote(bind, { session: broken('tcp', 'ECONNREFUSED'), network: { tcp: [refused, refused6] } })).toEqual([]);
  });

  test.each([
    'SSE error: TypeError: fetch failed: connect ECONNREFUSED ::1:4000',
    '$ docker run -d -p 9000:9000 img\n$ curl http://localhost:9000/mcp\ncurl: (56) Recv failure: Connection reset by peer',
    'Server listening on http://127.0.0.1:8000\nconnect ECONNREFUSED 172.17.0.1:8000',
    'connect EADDRNOTAVAIL 0.0.0.0:8000',
  ])('text: %s', (text) => {
    expect(judgeText(bind, text)).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each(['connect ECONNREFUSED ::1:4000\nconnect ECONNREFUSED 127.0.0.1:4000', 'connect ECONNREFUSED 127.0.0.1:4000', 'read ECONNRESET'])(
    'not its text: %s',
    (text) => {
      expect(judgeText(bind, text)).toEqual([]);
    },
  );
});

describe('proxies', () => {
  const proxy: NonNullable<NetworkFacts['proxy']> = {
    url: 'http://proxy.example:3128',
    from: 'HTTPS_PROXY',
    appliesTo: 'nobody',
    reachable: true,
    connectStatus: 200,
    directWorks: false,
  };

  test('a client that dials past the proxy', () => {
    const session = broken('tcp', 'ETIMEDOUT', { url: 'https://mcp.example.com/mcp' });
    expect(judgeRemote(notHonoured, { session, network: { ...away, proxy } })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeRemote(notHonoured, { session, network: { ...away, proxy: { ...proxy, directWorks: true } } })).toEqual([]);
    expect(judgeRemote(notHonoured, { session, network: { ...away, proxy: { ...proxy, appliesTo: 'client' } } })).toEqual([]);
    expect(judgeRemote(notHonoured, { session, network: away })).toEqual([]);
    expect(judgeText(notHonoured, 'TypeError: fetch failed\n  [cause]: Error: getaddrinfo ENOTFOUND api.example.com')).toMatchObject([
      { confidence: 'possible' },
    ]);
    expect(judgeText(notHonoured, 'HTTPS_PROXY=http://proxy:3128\nconnect ETIMEDOUT 203.0.113.9:443')).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeText(notHonoured, 'TypeError: fetch failed: connect ETIMEDOUT 10.0.0.4:443')).toEqual([]);
  });

  test('a proxy that is dead, or swallows loopback', () => {
    expect(
      judgeRemote(unreachable, {
        session: broken('proxy', 'ECONNREFUSED', { viaProxy: 'http://127.0.0.1:9' }),
        network: { ...away, proxy: { ...proxy, appliesTo: 'client', reachable: false } },
      }),
    ).toMatchObject([{ confidence: 'confirmed' }]);
    const swallowed = answered(503, 'no', { viaProxy: 'http://proxy.example:3128' });
    expect(judgeRemote(unreachable, { session: swallowed, network: { proxy: { ...proxy, appliesTo: 'client', directWorks: true } } })).toMatchObject([
      { confidence: 'confirmed', fixes: [{ id: 'exempt-host' }] },
    ]);
    expect(judgeRemote(unreachable, { session: answered(503, 'no'), network: NETWORK })).toEqual([]);
    expect(judgeRemote(unreachable, { session: broken('proxy', 'HTTP_407'), network: { ...away, proxy: { ...proxy, connectStatus: 407 } } })).toEqual([]);
  });

  test.each([
    'tunneling socket could not be established, cause=connect ECONNREFUSED 10.0.0.1:3128',
    'net::ERR_PROXY_CONNECTION_FAILED',
    'proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
    'curl: (56) Received HTTP code 503 from proxy after CONNECT',
    'Proxy response (502) !== 200 when HTTP Tunneling',
  ])('text of a dead proxy: %s', (text) => {
    expect(judgeText(unreachable, text)).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeText(proxyAuth, text)).toEqual([]);
  });

  test.each([
    'HTTP/1.1 407 Proxy Authentication Required',
    'tunneling socket could not be established, statusCode=407',
    'Proxy response (407) !== 200 when HTTP Tunneling',
    'curl: (56) Received HTTP code 407 from proxy after CONNECT',
  ])('text of a login: %s', (text) => {
    expect(judgeText(proxyAuth, text)).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeText(unreachable, text)).toEqual([]);
  });

  test('SOCKS has a cure of its own', () => {
    expect(judgeText(unreachable, "ImportError: Using SOCKS proxy, but the 'socksio' package is not installed.")).toMatchObject([
      { confidence: 'likely', fixes: [{ id: 'speak-socks' }, { id: 'repair-proxy' }, { id: 'exempt-host' }] },
    ]);
  });

  test('the port of a local proxy where the URL names another', () => {
    expect(judgeText(unreachable, "DEBUG:httpcore.connection:connect_tcp.started host='127.0.0.1' port=7890")).toMatchObject([{ confidence: 'likely' }]);
    expect(judgeText(unreachable, "DEBUG:httpcore.connection:connect_tcp.started host='127.0.0.1' port=8000")).toEqual([]);
  });

  test('407 on the wire', () => {
    expect(judgeRemote(proxyAuth, { session: answered(407, '', { viaProxy: 'http://p:1' }) })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeRemote(proxyAuth, { session: broken('proxy', 'HTTP_407') })).toMatchObject([{ confidence: 'confirmed' }]);
    expect(judgeRemote(proxyAuth, { session: answered(401) })).toEqual([]);
  });
});

describe('url-refused-by-client', () => {
  test('ports and logins that fetch refuses', () => {
    expect(judgeRemote(urlRefused, { session: broken('url', 'ERR_BAD_PORT') })).toMatchObject([{ confidence: 'confirmed', fixes: [{ id: 'other-port' }] }]);
    expect(judgeRemote(urlRefused, { session: broken('url', 'ERR_URL_CREDENTIALS') })).toMatchObject([
      { fixes: [{ id: 'send-login', safety: 'safe' }, { id: 'send-token' }] },
    ]);
    expect(judgeRemote(urlRefused, { session: broken('url', 'ERR_INVALID_URL') })).toEqual([]);
    expect(judgeRemote(urlRefused, { session: broken('url', 'ERR_INVALID_CHAR') })).toEqual([]);
  });

  test.each([
    'Error: Remote MCP URL must use https',
    'url protocol not allowed (only https or loopback http): http://192.168.1.4:80/mcp',
    "The URL must start with 'http://' or 'https://'.",
    'Localhost URLs cannot be used because our servers cannot reach your local machine.',
    'Non-HTTPS URLs are only allowed for localhost or when --allow-http flag is provided',
    'cause: Error: bad port',
    'TypeError: Request cannot be constructed from a URL that includes credentials: http://u:p@h/',
  ])('text: %s', (text) => {
    expect(judgeText(urlRefused, text)).toHaveLength(1);
  });

  test.each(['Listening on http://localhost:3000', 'https://mcp.example.com/mcp (HTTP) - ✓ Connected'])('not: %s', (text) => {
    expect(judgeText(urlRefused, text)).toEqual([]);
  });
});

test('a login is no network fault', () => {
  for (const rule of ALL) expect(judgeRemote(rule, { session: ended('login', { status: 401 }), network: {} })).toEqual([]);
});
