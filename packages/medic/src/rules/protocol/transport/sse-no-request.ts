import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.sse-no-request',
  group: 'transport',
  title: 'Sends no JSON-RPC request on an event stream of the stateless era',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#receiving-messages',
  why: 'Clients of 2026-07-28 have no way to answer it; the server would wait for ever.',
  fix: 'Ask for input with a result of type input_required instead.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['event-streams'],

  judge({ 'event-streams': { posts } }) {
    if (posts.length === 0) return notApplicable('the server answered with JSON and opened no event stream');
    return against(
      'fail',
      posts.filter(({ others }) => others.some(({ kind }) => kind === 'request')).map((turn) => quoteTurn(turn, 'the server sent a request on the stream')),
    );
  },
});
