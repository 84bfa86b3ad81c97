import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.sse-response-ends',
  group: 'transport',
  title: 'Closes the event stream of a request after its answer',
  level: 'SHOULD',
  spec: '2025-11-25 basic/transports#sending-messages-to-the-server',
  why: 'Streams that stay open use up the few connections a client keeps to one host, and the limits of proxies.',
  fix: 'End the HTTP response once the answer to the request was written.',
  transports: ['http'],
  needs: ['http-posts'],

  judge({ 'http-posts': { plain } }) {
    if (plain.http?.events === undefined) return notApplicable('the server answered with JSON');
    if (plain.answer === undefined) return notTested('no answer came on the stream');
    return plain.http.ended ? PASS : warn(quoteTurn(plain, 'the stream was still open 1 s after the answer'));
  },
});
