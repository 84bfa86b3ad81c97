import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested, PASS, passWith, warn } from '../judgements.ts';
import { quoteHeaders } from '../quote-headers.ts';
import { quoteTurn } from '../quote-turn.ts';

const buffering: AnyCheck = defineCheck({
  id: 'http.buffering',
  group: 'network',
  title: 'Tells proxies not to hold event streams back',
  level: 'SHOULD',
  spec: '2026-07-28 basic/transports/streamable-http#receiving-messages',
  why: 'Proxies such as nginx collect a response before they pass it on; events then come all at once at the end.',
  fix: 'Send X-Accel-Buffering: no with every event stream.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['event-streams', 'listen-stream'],

  judge({ 'event-streams': { posts }, 'listen-stream': { turn } }) {
    const streams = [...posts, ...(turn?.http?.events === undefined ? [] : [turn])];
    if (streams.length === 0) return notApplicable('the server answered with JSON and opened no event stream');
    return against(
      'warn',
      streams
        .filter(({ http }) => http?.headers['x-accel-buffering']?.trim().toLowerCase() !== 'no')
        .map((one) => quoteHeaders(one, 'an event stream came without X-Accel-Buffering: no', ['content-type', 'x-accel-buffering'])),
    );
  },
});

const held: AnyCheck = defineCheck({
  id: 'http.buffering-held',
  group: 'network',
  title: 'Delivers the events of a long stream while it is open',
  level: 'practice',
  why: 'News that is held back until the stream ends reaches nobody in time.',
  fix: 'Flush after each event, and switch off buffering and compression for event streams on the way.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['listen-stream'],

  judge({ 'listen-stream': { turn } }) {
    if (turn === undefined) return notApplicable('the server declares nothing that could be listened for');
    if (turn.http?.error !== undefined) return notTested(`the stream broke: ${turn.http.error.code}`);
    if (turn.http?.status !== 200 || turn.http.events === undefined) return notTested('subscriptions/listen opened no event stream');
    return turn.http.events.length > 0
      ? PASS
      : against('fail', [quoteTurn(turn, `the stream was open for ${turn.ms} ms without the acknowledgement that comes first`)]);
  },
});

const idle: AnyCheck = defineCheck({
  id: 'http.idle',
  group: 'network',
  title: 'Keeps an idle event stream alive with comments',
  level: 'practice',
  why: 'Proxies close connections that are silent for about a minute.',
  fix: 'Write a comment line to every open stream each 15 to 30 seconds.',
  transports: ['http', 'sse'],
  needs: ['idle-stream'],

  judge({ 'idle-stream': { turn }, run: { idleMs } }) {
    if (idleMs === undefined) return notTested('it takes a minute of silence; wait for it with --idle 60');
    if (turn?.http?.status !== 200 || turn.http.events === undefined) return notApplicable('the server opened no event stream that could be left alone');
    const { comments = 0, events, ended, error } = turn.http;
    if (error !== undefined) return warn(quoteTurn(turn, `the stream broke after ${turn.ms} ms: ${error.code}`));
    // What goes on over a stream keeps it alive as well; the acknowledgement of a subscription comes at its beginning.
    if (comments > 0 || events.some(({ atMs }) => atMs > turn.ms / 2))
      return passWith({ what: `${comments} comments and ${events.length} events in ${turn.ms} ms`, where: turn.what });
    if (ended) return notTested(`the server ended the stream after ${turn.ms} ms`);
    return warn(quoteTurn(turn, `nothing came for ${turn.ms} ms, not even a comment`));
  },
});

export const checks: readonly AnyCheck[] = [buffering, held, idle];
