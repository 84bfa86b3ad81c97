import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { answerLegacy, TOOLS } from '../../servers/stdio/answers.mjs';
import { healthy, type Handler } from './healthy.ts';
import { eventOf } from './respond.ts';

const POLYGLOT = '\u001b[2J\u001b]0;owned\u0007\u001b]52;c;ZXZpbA==\u0007\r\u009b31m\u202e<img src=x onerror=alert(1)>\u200b\u{e0041}';

/** Writes again and again until the peer goes away. */
const stream = (headers: Readonly<Record<string, string>>, chunk: () => string | Buffer, everyMs: number): Handler => {
  return (request, response) => {
    request.resume();
    response.writeHead(200, headers);
    const timer = setInterval(() => response.write(chunk()), everyMs);
    response.on('close', () => clearInterval(timer));
  };
};

/** Servers that try to exhaust or to trick whoever asks them. */
export const HOSTILE_HTTP: Readonly<Record<string, () => Handler>> = {
  'gzip-bomb': () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    return (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    };
  },
  /** A few hundred bytes that stand for 256 MiB. */
  'brotli-bomb': () => {
    const bomb = brotliCompressSync(Buffer.alloc(256 * 1024 * 1024, 0x20), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 24 },
    });
    return (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'br' });
      response.end(bomb);
    };
  },
  /** One event that never ends. */
  'endless-event': () => stream({ 'content-type': 'text/event-stream' }, () => `data: ${'y'.repeat(65_536)}\n`, 1),
  'slow-drip': () => stream({ 'content-type': 'application/json' }, () => ' ', 100),
  'endless-body': () => stream({ 'content-type': 'application/json' }, () => Buffer.alloc(1_048_576, 0x61), 1),
  'endless-events': () =>
    stream(
      { 'content-type': 'text/event-stream' },
      () => eventOf({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'x'.repeat(1000) } }),
      1,
    ),
  'endless-headers': () => (request) => {
    const { socket } = request;
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`x-${Math.random()}: ${'v'.repeat(1000)}\r\n`), 1);
    socket.on('error', () => clearInterval(timer));
    socket.on('close', () => clearInterval(timer));
  },
  'polyglot-body': () => (request, response) => {
    request.resume();
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', 'x-note': 'plain' });
    response.end(POLYGLOT);
  },
  /** The same text in the error message, its data, the status line and the challenge. */
  'polyglot-error': () => (request, response) => {
    request.resume();
    response.writeHead(401, 'Nope', { 'content-type': 'application/json', 'www-authenticate': 'Bearer error="\u009b2J", error_description="\u00ad\u0085x"' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32000, message: POLYGLOT, data: { [POLYGLOT]: POLYGLOT } } }));
  },
  'polyglot-healthy': () =>
    healthy({
      sessions: false,
      answer: (message) => {
        const reply = answerLegacy(message, { tools: [{ ...TOOLS[0], name: POLYGLOT, description: POLYGLOT }] }) as
          | { result?: Record<string, unknown> }
          | undefined;
        return message.method === 'initialize' ? { ...reply, result: { ...reply?.result, serverInfo: { name: POLYGLOT, version: POLYGLOT } } } : reply;
      },
    }),
  'ten-thousand-tools': () =>
    healthy({
      sessions: false,
      answer: (message) => answerLegacy(message, { tools: Array.from({ length: 10_000 }, (_, index) => ({ ...TOOLS[0], name: `tool_${index}` })) }),
    }),
  /** Repeats the request's headers, as careless servers do. */
  'echo-headers': () => (request, response) => {
    request.resume();
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'internal', headers: request.headers, url: request.url }));
  },
};
