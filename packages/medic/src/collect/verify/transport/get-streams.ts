import type { Json } from '../../../model/index.ts';
import type { GetStreamFacts, Turn } from '../../../model/verify/index.ts';
import { isObject, own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import type { HttpPeer } from '../peer.ts';
import { pause, within } from '../wait.ts';
import { openHttp } from './open-http.ts';

/** For the head of the stream, or a refusal. */
const HEAD_MS = 5_000;
const WATCH_MS = 1_000;
/** For the second stream to stand before the server says something. */
const SETTLE_MS = 200;
const RESUME_MS = 300;
const MAX_ANSWERS = 3;

/**
 * Two streams of one session. Roots are offered because a server that asks for them does so on one of the streams: the only word
 * that can be had from most servers without calling a tool. What it asks for gets an empty list.
 */
export const probe: AnyProbe = defineProbe({
  id: 'get-streams',
  where: 'own',
  withoutAnswer: true,
  eras: ['legacy'],
  transports: ['http'],
  async observe(context): Promise<GetStreamFacts> {
    const peer = await openHttp(context, { handshake: 'initialize-only', capabilities: { roots: { listChanged: true } } });
    const watching = watch(peer, 'GET of the event stream');
    const refused = await within(watching, SETTLE_MS, context.signal);
    if (refused !== undefined) {
      return { ready: await peer.notify('notifications/initialized'), first: refused };
    }
    const second = watch(peer, 'GET of a second event stream');
    await pause(SETTLE_MS, context.signal);
    const ready = await peer.notify('notifications/initialized');
    const [first, other] = await Promise.all([watching, second]);
    const lastEventId = first.http?.events?.find(({ id }) => id !== undefined && id !== '')?.id;
    if (lastEventId === undefined) return { ready, first, second: other };
    const turn = await watch(peer, 'GET with Last-Event-ID', RESUME_MS, { 'Last-Event-ID': lastEventId });
    return { ready, first, second: other, resumed: { lastEventId, turn } };
  },
});

function watch(peer: HttpPeer, what: string, watchMs: number = WATCH_MS, headers: Readonly<Record<string, string>> = {}): Promise<Turn> {
  let answered = 0;
  return peer.ask({
    method: 'GET',
    what,
    limitMs: HEAD_MS,
    watchMs,
    headers,
    until: (message) => {
      if (message.kind === 'request' && (answered += 1) <= MAX_ANSWERS) void answerRoots(peer, message.json);
      return false;
    },
  });
}

function answerRoots(peer: HttpPeer, request: Json): Promise<Turn> {
  const id = isObject(request) ? own(request, 'id') : undefined;
  return peer.raw(JSON.stringify({ jsonrpc: '2.0', id, result: { roots: [] } }), 'the roots it asked for');
}
