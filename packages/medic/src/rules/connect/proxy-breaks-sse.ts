import type { AnyRule, HttpExchange } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { findHeader, isRemote, PROGRAM_TEXT, quoteExchange } from '../http-failure.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside, signsNamed } from '../weigh-signs.ts';
import { cut, fitTitle, nameServer, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const PROXY_HEADERS = [
  'via',
  'x-served-by',
  'x-cache',
  'cf-ray',
  'x-amz-cf-id',
  'x-vercel-id',
  'fly-request-id',
  'x-envoy-upstream-service-time',
  'x-kong-proxy-latency',
  'x-varnish',
];
const PROXY_SERVERS =
  /\b(?:nginx|openresty|envoy|cloudflare|caddy|traefik|haproxy|varnish|awselb|AmazonS3|CloudFront|squid|apache|istio|gws|Google Frontend|litespeed)\b/iu;

/** Something between client and server holds event streams back or cuts them: buffering, compression, an idle limit. */
export const rule: AnyRule = defineRule({
  id: 'proxy-breaks-sse',
  layer: 'http',
  severity: 'blocks',
  cause: 'proxy-breaks-sse',
  needs: [],
  uses: ['session', 'entry'],
  signs: [
    {
      id: 'cut',
      literals: ['terminated', 'unexpected EOF', 'stream disconnected', 'unexpected end of file', 'error decoding response body', 'network error'],
      pattern: anyOf(
        near(/(?:SSE|(?<!input )stream)\b/iu, 60, /(?:TypeError: )?terminated\b/iu),
        /TypeError: terminated/iu,
        near(/(?:SSE|event) stream\b/iu, 60, near(/(?:disconnected|closed|ended|cut)\b/iu, 40, /unexpectedly|prematurely|early|EOF/iu)),
        near(/unexpected EOF/iu, 40, /SSE|event/iu),
        near(/SSE|event|stream|reading/iu, 80, /unexpected EOF/iu),
        near(/error decoding response body/iu, 80, /unexpected EOF|end of file|reset/iu),
      ),
      sources: PROGRAM_TEXT,
    },
    {
      id: 'cut-code',
      literals: [
        'INCOMPLETE_CHUNKED',
        'incomplete chunked',
        'HTTP2_PROTOCOL_ERROR',
        'BODY_TIMEOUT',
        'Body Timeout',
        'INTERNAL_ERROR',
        'NGHTTP2',
        'end of file before message',
        'IncompleteRead',
        'ayload is not completed',
        'prematurely closed DURING',
        'ended prematurely',
        'RST_STREAM',
        'GOAWAY',
        'TransferEncodingError',
        'ClientPayloadError',
        'premature close',
        'Premature close',
        'ERR_STREAM_PREMATURE_CLOSE',
        'HTTP/2 stream',
        'READING_',
        'haracter in chunk size',
        'A timeout occurred',
        'buffered to a temporary file',
        'decoding response body',
        'stream error',
      ],
      pattern:
        /\bERR_INCOMPLETE_CHUNKED_ENCODING\b|[Ii]ncomplete chunked read|\bERR_HTTP2_PROTOCOL_ERROR\b|NGHTTP2_INTERNAL_ERROR|UND_ERR_BODY_TIMEOUT|Body Timeout Error|end of file before message|\bIncompleteRead\(|ayload is not completed|prematurely closed DURING response|esponse ended prematurely|\bRST_STREAM\b|\bGOAWAY\b|\bClientPayloadError\b|\b[Pp]remature close\b|ERR_STREAM_PREMATURE_CLOSE|stream error: stream ID \d{1,9}; \w{1,30}|HTTP\/2 stream \d{1,9} (?:was )?(?:not closed cleanly|reset)|chunked transfer encoding, state: READING_|[Ii]nvalid character in chunk size|\b524:? A timeout occurred|response is buffered to a temporary file\b.{0,300}\/(?:sse|mcp)\b|error decoding response body.{0,80}timed out/u,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'upstream',
      literals: ['upstream'],
      pattern: /upstream (?:timed out|prematurely closed connection) .{0,60}while reading (?:upstream|response)|upstream idle timeout|stream timeout/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'broken-event',
      literals: ['Failed to parse message', 'endpoint'],
      pattern: /Failed to parse message: "\\?"?\/?\S{0,100}session_?id=/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'settings',
      literals: ['proxy_buffering', 'X-Accel-Buffering', 'responseBuffering', 'buffering'],
      pattern:
        /\bproxy_buffering (?:on\b|off(?!;))|X-Accel-Buffering|(?:buffers?|buffering)\b.{0,40}(?:SSE|event.?stream)|(?:SSE|event.?stream)\b.{0,60}(?:is |are |gets? )?buffer/iu,
      sources: PROGRAM_TEXT,
    },
    {
      id: 'gateway',
      literals: ['502', '504', '524'],
      pattern: /\b(?:HTTP |error code:? |\| )524\b|\bGET \S{1,300}(?: \S{1,16}){0,2} 50[24]\b/u,
      sources: PROGRAM_TEXT,
    },
  ],

  judge({ session, entry, signs }) {
    if (isRemote(session)) {
      const { outcome } = session;
      if (outcome.kind === 'needs-authentication') return [];
      const decisive = session.decidedBy === undefined ? undefined : session.exchanges[session.decidedBy];
      const exchange =
        session.exchanges.find(({ events }) => events?.bufferedMs !== undefined) ??
        (outcome.kind === 'failed' ? (decisive ?? session.exchanges.findLast(({ events }) => events !== undefined)) : undefined);
      if (exchange === undefined) return [];
      const held = exchange.events?.bufferedMs;
      const proxy = nameProxy(exchange);
      const isStream = exchange.events !== undefined && (exchange.status ?? 0) < 300;
      const isSilent =
        outcome.kind === 'failed' && (outcome.stage === 'stream' || outcome.stage === 'http-timeout') && isStream && exchange.events?.count === 0;
      const isCut =
        outcome.kind === 'failed' &&
        (outcome.stage === 'http-closed' || outcome.stage === 'stream') &&
        isStream &&
        (exchange.events?.count ?? 0) > 0 &&
        exchange.error !== undefined;
      if (held === undefined && !(isSilent && proxy !== undefined && exchange.events?.endedEarly !== true) && !(isCut && proxy !== undefined)) return [];
      const name = nameServer(entry);
      const what =
        held === undefined
          ? isSilent
            ? `kept the event stream open ${Math.round((exchange.phasesMs['end'] ?? outcome.atMs) / 1000)} s and let no event through`
            : `cut the event stream after ${exchange.events?.count} events`
          : `delivered all events at once after ${held} ms`;
      return [
        {
          confidence: held !== undefined && proxy !== undefined ? 'confirmed' : 'likely',
          title: fitTitle(`A proxy holds the event stream of ${name} back`),
          why: `"${cut(exchange.url, 120)}" ${what}${proxy === undefined ? '' : ` (${proxy})`}; an event stream must arrive piece by piece.`,
          evidence: [
            quoteExchange(exchange),
            {
              what: 'events on the stream',
              where: `${exchange.method} ${cut(exchange.url, 160)}`,
              quote: `${exchange.events?.count ?? 0} events${held === undefined ? '' : `, all after ${held} ms`}`,
            },
            ...(proxy === undefined ? [] : [{ what: 'something stands in between', quote: proxy }]),
          ],
          fixes: streamFixes(),
          ...(held !== undefined && proxy !== undefined
            ? {}
            : { decisive: 'whether the stream flows when the server is asked directly, past the proxy: curl -N URL' }),
          ...(outcome.kind === 'connected' ? { severity: 'degrades' as const } : {}),
        },
      ];
    }
    const told = signsToJudge(signs, session);
    const sure = signsNamed(told, 'upstream', 'broken-event', 'settings');
    const cutOff = signsNamed(told, 'cut', 'cut-code');
    const shown = [...sure, ...cutOff, ...signsNamed(told, 'gateway')];
    if (shown.length === 0) return [];
    return draftHit(shown, {
      confidence: capBeside(session, told, sure.length > 0 || cutOff.length > 0 ? 'likely' : 'possible'),
      title: 'Something in between holds back or cuts the event stream',
      why: 'The event stream did not reach the client piece by piece and whole, as happens behind a proxy that buffers, compresses or ends idle connections.',
      fixes: streamFixes(),
      decisive: 'whether the stream flows when the server is asked directly, past the proxy: curl -N URL',
    });
  },
});

function nameProxy({ headers, viaProxy }: HttpExchange): string | undefined {
  if (viaProxy !== undefined) return `proxy ${viaProxy}`;
  const server = findHeader(headers, 'server');
  if (server !== undefined && PROXY_SERVERS.test(server)) return `server: ${cut(server, 60)}`;
  const name = PROXY_HEADERS.find((one) => findHeader(headers, one) !== undefined);
  if (name !== undefined) return `${name}: ${cut(findHeader(headers, name) ?? '', 80)}`;
  const encoding = findHeader(headers, 'content-encoding');
  return encoding === undefined || encoding === 'identity' ? undefined : `content-encoding: ${cut(encoding, 40)}`;
}

function streamFixes() {
  return [
    tell(
      'pass-stream',
      'Let the proxy pass event streams through',
      'nginx: proxy_buffering off; proxy_cache off; gzip off; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_read_timeout 1h; or let the server send X-Accel-Buffering: no. Apache: flushpackets=on. Caddy: flush_interval -1. Envoy and load balancers: raise the idle and stream limits. Let the server send a comment line every 15 s.',
    ),
    tell(
      'use-streamable',
      'Use Streamable HTTP with JSON answers',
      'Serve Streamable HTTP in place of the old SSE transport, and answer with JSON (json_response=True, enableJsonResponse): nothing is left to buffer.',
    ),
  ];
}
