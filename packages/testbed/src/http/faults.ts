import { answerLegacy } from '../../servers/stdio/answers.mjs';
import { behindToken } from './authorization.ts';
import { healthy, modernHttp, sseServer, type Handler } from './healthy.ts';
import { HOSTILE_HTTP } from './hostile.ts';
import { PROXY_HTTP } from './proxy.ts';
import { eventOf, readJson, sendHtml, sendJson, sendText } from './respond.ts';

/** Every request gets this answer. */
const always =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Handler =>
  (request, response) => {
    request.resume();
    response.writeHead(status, headers);
    response.end(body);
  };
const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Handler =>
  always(status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });

/** Passes requests of one path on to a healthy server and answers 404 elsewhere. */
const onlyAt = (path: string, inner: Handler = healthy()): Handler => {
  return (request, response) =>
    new URL(request.url ?? '/', 'http://localhost').pathname === path ? inner(request, response) : sendText(response, 404, 'Not Found');
};

const redirect = (status: number, to: (request: { url: string; host: string }) => string): Handler => {
  const inner = healthy();
  return (request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/moved')) return inner(request, response);
    request.resume();
    response.writeHead(status, { location: to({ url, host: request.headers.host ?? '' }) });
    response.end();
  };
};

const requireHost = (allowed: (host: string) => boolean): Handler => {
  const inner = healthy();
  return (request, response) =>
    allowed(request.headers.host ?? '')
      ? inner(request, response)
      : sendJson(response, 403, { jsonrpc: '2.0', id: null, error: { code: -32000, message: `Invalid Host: ${request.headers.host ?? ''}` } });
};

const initializeWith = (reply: (id: unknown) => unknown): Handler => {
  const inner = healthy({ sessions: false });
  return async (request, response) => {
    if (request.method !== 'POST') return inner(request, response);
    const message = await readJson(request);
    const answer = message?.method === 'initialize' ? reply(message.id) : answerLegacy(message ?? {});
    return answer === undefined ? void response.writeHead(202).end() : sendJson(response, 200, answer);
  };
};

/** Answers after VALUE seconds. */
const slow =
  (seconds: number, inner: Handler): Handler =>
  (request, response) => {
    const timer = setTimeout(() => void inner(request, response), seconds * 1000);
    response.on('close', () => clearTimeout(timer));
  };

export const HTTP_FAULTS: Readonly<Record<string, (value?: string) => Handler>> = {
  ok: () => healthy(),
  'ok-sse-answers': () => healthy({ answers: 'sse' }),
  'ok-no-sessions': () => healthy({ sessions: false }),
  'ok-old-sse': () => sseServer(),
  modern: () => modernHttp(false),
  dual: () => modernHttp(true),
  'only-at': (path = '/mcp') => onlyAt(path),
  'bad-version': () => healthy({ sessions: false, answer: (message) => answerLegacy(message, { version: '1999-01-01' }) }),
  'init-error': () => initializeWith((id) => ({ jsonrpc: '2.0', id, error: { code: -32603, message: 'backend database unreachable' } })),
  'not-json-rpc': () => json(200, { status: 'ok', service: 'my api' }),
  'empty-200': () => always(200, ''),
  'accepted-202': () => always(202, ''),
  404: () => always(404, 'Not Found', { 'content-type': 'text/plain' }),
  405: () => always(405, '', { allow: 'GET' }),
  406: () =>
    json(406, { jsonrpc: '2.0', error: { code: -32000, message: 'Not Acceptable: Client must accept both application/json and text/event-stream' }, id: null }),
  415: () => json(415, { jsonrpc: '2.0', error: { code: -32000, message: 'Unsupported Media Type: Content-Type must be application/json' }, id: null }),
  429: () => json(429, { error: 'rate limit exceeded' }, { 'retry-after': '60' }),
  500: () => always(500, 'Internal Server Error', { 'content-type': 'text/plain' }),
  502: () =>
    always(502, '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>', {
      'content-type': 'text/html',
      server: 'nginx',
    }),
  503: () => always(503, 'Service Unavailable', { 'content-type': 'text/plain', 'retry-after': '30' }),
  html: () => always(200, '<!doctype html><html><head><title>Welcome</title></head><body><h1>Welcome</h1></body></html>', { 'content-type': 'text/html' }),
  'login-page': () =>
    always(200, '<!doctype html><html><head><title>Sign in</title></head><body><form action="/login"><input type="password"></form></body></html>', {
      'content-type': 'text/html',
    }),
  cloudflare: () =>
    always(
      403,
      '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script></body></html>',
      {
        'content-type': 'text/html; charset=UTF-8',
        server: 'cloudflare',
        'cf-mitigated': 'challenge',
        'cf-ray': '8a1b2c3d4e5f6789-FRA',
      },
    ),
  301: () => redirect(301, ({ url }) => `/moved${url}`),
  302: () => redirect(302, ({ url }) => `/moved${url}`),
  307: () => redirect(307, ({ url }) => `/moved${url}`),
  308: () => redirect(308, ({ url }) => `/moved${url}`),
  'redirect-elsewhere': (to = 'http://127.0.0.1:1/mcp') => redirect(307, () => to),
  'redirect-login': () => {
    const away = redirect(302, () => '/login?next=%2Fmcp');
    const page = '<!doctype html><html><head><title>Sign in</title></head><body><form action="/login"><input type="password"></form></body></html>';
    return (request, response) => (request.url?.startsWith('/login') === true ? sendHtml(response, 200, page) : away(request, response));
  },
  /** Keeps the path, but sends those who came by the address to the name `localhost`: another origin. */
  'redirect-to-name': () => {
    const inner = healthy();
    return (request, response) => {
      const [host = '', port = ''] = (request.headers.host ?? '').split(':');
      if (host === 'localhost') return inner(request, response);
      request.resume();
      response.writeHead(308, { location: `http://localhost:${port}${request.url ?? '/'}` }).end();
    };
  },
  'redirect-loop': () => redirect(307, ({ url }) => url),
  'host-check': (host = 'mcp.example.com') => requireHost((asked) => asked.split(':')[0] === host),
  'host-misdirected': () => always(421, 'Misdirected Request: Invalid Host header', { 'content-type': 'text/plain' }),
  401: () => behindToken({}),
  '401-resource': () => behindToken({ metadata: 'resource' }),
  '401-full': () => behindToken({ metadata: 'full' }),
  '401-no-registration': () => behindToken({ metadata: 'full', registration: false }),
  '401-client-id-metadata': () => behindToken({ metadata: 'full', registration: false, clientIdMetadata: true }),
  '401-resource-mismatch': () => behindToken({ metadata: 'full', resource: 'https://other.example.com/mcp' }),
  '401-html-metadata': () => behindToken({ metadata: 'html' }),
  '401-expired': () => behindToken({ metadata: 'full', challenge: () => 'Bearer error="invalid_token", error_description="The access token expired"' }),
  '403': () => json(403, { error: 'forbidden' }),
  '403-scope': () =>
    behindToken({
      metadata: 'full',
      status: 403,
      challenge: () => 'Bearer error="insufficient_scope", scope="files:write", error_description="Additional file write permission required"',
      body: { error: 'insufficient_scope' },
    }),
  token: (token = 'good-token-0123456789') => behindToken({ accepts: [token], metadata: 'none' }),
  'session-lost': () => {
    const inner = healthy();
    return async (request, response) =>
      request.headers['mcp-session-id'] === undefined
        ? inner(request, response)
        : sendJson(response, 404, { jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
  },
  'sse-subpath': () => sseServer({ ssePath: '/prefix/sse', endpoint: '/messages', postPath: '/prefix/messages' }),
  'cut-stream': () => (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    response.end();
  },
  /** A gateway with a limit on streams: one event passes, then the connection is gone. */
  'cut-mid-stream': () => (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', server: 'nginx/1.27.3' });
    response.write(eventOf({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'starting' } }), () =>
      setTimeout(() => request.socket.destroy(), 50),
    );
  },
  /** A proxy that holds the whole event stream back: headers come, events never do. */
  'buffered-sse': () => (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', server: 'nginx', via: '1.1 proxy' });
    response.flushHeaders();
  },
  /** The event stream stays open and the answer comes only with its end, VALUE seconds later. */
  'late-sse':
    (seconds = '2') =>
    async (request, response) => {
      const message = await readJson(request);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      const timer = setTimeout(() => response.end(message === undefined ? '' : eventOf(answerLegacy(message))), Number(seconds) * 1000);
      response.on('close', () => clearTimeout(timer));
    },
  hang: () => (request) => void request.resume(),
  delay: (seconds = '1') => slow(Number(seconds), healthy()),
  reset: () => (request) => void request.socket.destroy(),
  'header-required': (name = 'x-api-key') => {
    const inner = healthy();
    return (request, response) =>
      request.headers[name] === undefined ? sendJson(response, 401, { error: `missing ${name} header` }) : inner(request, response);
  },
  'html-404': () => (_request, response) =>
    sendHtml(response, 404, '<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Cannot POST /mcp</pre></body></html>'),
  ...PROXY_HTTP,
  ...HOSTILE_HTTP,
};
