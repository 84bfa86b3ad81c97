import type { HttpReply } from '../../io/http.ts';
import type { HttpExchange } from '../../model/index.ts';
import { describeBody } from './describe-body.ts';
import type { RedirectFacts } from './decide-redirect.ts';
import type { Ask } from './dial.ts';
import type { EventReader } from './read-events.ts';
import type { Talk } from './talk.ts';

const MAX_HEADERS = 60;
const MAX_VALUE_CHARS = 2_000;
/** Events that all came together this long after the headers were held back somewhere, or the server was slow. */
const HELD_BACK_MS = 1_000;
const TOGETHER_MS = 150;

/** The record of one request and its reply, every foreign string redacted. */
export function buildExchange(
  talk: Talk,
  ask: Ask,
  reply: HttpReply,
  redirects: readonly RedirectFacts[],
  events: ReturnType<EventReader['summary']> | undefined,
): HttpExchange {
  const { redactor } = talk;
  const hasHead = reply.status !== undefined && Object.keys(reply.headers).length > 0;
  const firstEventMs = events?.firstMs === undefined ? {} : { firstEvent: Math.round(events.firstMs) };
  return {
    purpose: ask.purpose,
    method: ask.method,
    url: redactor.url(ask.url.href),
    requestHeaders: redactor.headers(ask.headers),
    ...(reply.remote === undefined ? {} : { remote: reply.remote }),
    ...(reply.viaProxy === undefined ? {} : { viaProxy: reply.viaProxy }),
    ...(reply.status === undefined ? {} : { status: reply.status }),
    ...(hasHead ? { headers: redactor.headers(trimHeaders(reply.headers)) } : {}),
    ...(reply.status === undefined
      ? {}
      : {
          body: describeBody(
            reply.body,
            reply.truncated || (reply.stopped === true && events === undefined),
            (reply.headers['content-type'] ?? '').toLowerCase(),
            redactor,
          ),
        }),
    redirects,
    phasesMs: { ...reply.phasesMs, ...firstEventMs },
    ...(reply.error === undefined ? {} : { error: { ...reply.error, message: redactor.text(reply.error.message) } }),
    ...(events === undefined ? {} : { events: describeEvents(talk, reply, events, ask.describeEndpoint?.()) }),
  };
}

function describeEvents(
  talk: Talk,
  reply: HttpReply,
  events: ReturnType<EventReader['summary']>,
  endpoint: string | undefined,
): NonNullable<HttpExchange['events']> {
  const ended = reply.stopped === undefined && reply.error === undefined;
  const phases = reply.phasesMs;
  const headMs = (phases['dns'] ?? 0) + (phases['tcp'] ?? 0) + (phases['tls'] ?? 0) + (phases['proxy'] ?? 0) + (phases['firstByte'] ?? 0);
  const heldMs = events.firstMs === undefined ? 0 : events.firstMs - headMs;
  const together = (events.lastMs ?? 0) - (events.firstMs ?? 0) < TOGETHER_MS && headMs + (phases['end'] ?? 0) - (events.lastMs ?? 0) < TOGETHER_MS;
  return {
    count: events.count,
    ...(events.firstMs === undefined ? {} : { firstMs: Math.round(events.firstMs) }),
    kinds: events.kinds.map((kind) => talk.redactor.text(kind)),
    ...(endpoint === undefined ? {} : { endpoint: showEndpoint(talk, endpoint) }),
    ...(ended ? { endedEarly: true } : {}),
    // One late event alone is a slow server; several at one instant were held back.
    ...(events.count > 1 && heldMs > HELD_BACK_MS && together ? { bufferedMs: Math.round(heldMs) } : {}),
  };
}

/** As written, because a path that lost its prefix shows only there. */
function showEndpoint({ redactor, url }: Talk, written: string): string {
  if (URL.canParse(written)) return redactor.url(written);
  return written.startsWith('/') ? redactor.url(`${url.origin}${written}`).slice(url.origin.length) : redactor.text(written);
}

function trimHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).slice(0, MAX_HEADERS);
  return Object.fromEntries(kept.map(([name, value]) => [name.slice(0, 200), name === 'set-cookie' ? '[redacted]' : value.slice(0, MAX_VALUE_CHARS)]));
}
