import type { AnyCheck, EventFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const SPEC = '2025-11-25 basic/transports#resumability-and-redelivery';

const unique: AnyCheck = defineCheck({
  id: 'ht.sse-ids',
  group: 'transport',
  title: 'Gives no two events of a session the same id',
  level: 'MUST',
  spec: SPEC,
  why: 'A client that comes back names the last event it saw; when ids repeat, it gets the wrong messages or none.',
  fix: 'Build event ids from the stream and a counter.',
  eras: ['legacy'],
  transports: ['http'],
  since: '2025-03-26',
  needs: ['event-streams'],

  judge({ 'event-streams': { gets, posts } }) {
    // A new session each for the first message and the plain requests: only streams of one session are compared.
    const groups = [gets, ...posts.map((turn) => [turn])];
    const withIds = groups.map((turns) => turns.flatMap((turn) => idsOf(turn.http?.events ?? []).map((id) => ({ id, turn }))));
    if (withIds.every((ids) => ids.length === 0)) return notApplicable('its events have no ids');
    const repeated = withIds.flatMap((ids) => ids.filter(({ id }, at) => ids.findIndex((one) => one.id === id) !== at));
    return against(
      'fail',
      repeated.map(({ id, turn }) => quoteTurn(turn, `the event id "${id.slice(0, 60)}" came twice in one session`)),
    );
  },
});

const priming: AnyCheck = defineCheck({
  id: 'ht.sse-priming',
  group: 'transport',
  title: 'Begins an event stream with an event that has an id and empty data',
  level: 'SHOULD',
  spec: '2025-11-25 basic/transports#sending-messages-to-the-server',
  why: 'With it a client can come back to a stream that broke before the first message.',
  fix: 'Send "id: …" and an empty "data:" as the first event of each stream that can be resumed.',
  eras: ['legacy'],
  transports: ['http'],
  since: '2025-11-25',
  needs: ['event-streams'],

  judge({ 'event-streams': { posts } }) {
    const streams = posts.filter(({ http }) => idsOf(http?.events ?? []).length > 0);
    if (streams.length === 0)
      return posts.length === 0
        ? notApplicable('the server answered with JSON and opened no event stream')
        : notApplicable('its streams cannot be resumed: no event has an id');
    const odd = streams.filter(({ http }) => {
      const [first] = http?.events ?? [];
      return first?.id === undefined || first.data.trim() !== '';
    });
    return odd.length === 0
      ? PASS
      : against(
          'warn',
          odd.map((turn) => quoteTurn(turn, 'the first event of a stream with ids has data or no id')),
        );
  },
});

const resume: AnyCheck = defineCheck({
  id: 'ht.sse-resume',
  group: 'transport',
  title: 'Repeats after Last-Event-ID only what followed on the same stream',
  level: 'MUST',
  spec: SPEC,
  why: 'Messages of another stream, or those already seen, are carried out twice by the client.',
  fix: 'Replay only events that were sent after the named one, on the stream it belongs to.',
  eras: ['legacy'],
  transports: ['http'],
  since: '2025-03-26',
  needs: ['get-streams'],

  judge({ 'get-streams': { first, second, resumed } }) {
    if (resumed === undefined) return notApplicable('no stream with event ids came to GET');
    const { turn, lastEventId } = resumed;
    if (turn.http?.status !== 200) return notTested(`the stream was not taken up again: HTTP ${turn.http?.status ?? '(no response)'}; servers may refuse`);
    const replayed = turn.http.events ?? [];
    const seen = first.http?.events ?? [];
    const ids = idsOf([...seen, ...(second?.http?.events ?? [])]);
    if (new Set(ids).size < ids.length) return notTested('its event ids repeat, see ht.sse-ids');
    const at = seen.findIndex(({ id }) => id === lastEventId);
    const earlier = replayed.filter(({ id }) => id === lastEventId || seen.slice(0, at).some((event) => event.id !== undefined && event.id === id));
    // Anything else that is new may have been said meanwhile.
    const foreign = replayed.filter(({ id }) => id !== undefined && id !== '' && idsOf(second?.http?.events ?? []).includes(id));
    return against('fail', [
      ...(earlier.length === 0 ? [] : [quoteTurn(turn, `an event up to Last-Event-ID ${lastEventId.slice(0, 60)} was sent again`)]),
      ...(foreign.length === 0 ? [] : [quoteTurn(turn, 'an event came that had been sent on the other stream')]),
    ]);
  },
});

export const checks: readonly AnyCheck[] = [unique, priming, resume];

function idsOf(events: readonly EventFacts[]): readonly string[] {
  return events.flatMap(({ id }) => (id === undefined || id === '' ? [] : [id]));
}
