import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'rpc.ping',
  group: 'rpc',
  title: 'Answers ping promptly with an empty result',
  level: 'MUST',
  spec: '2025-11-25 basic/utilities/ping',
  why: 'Clients and gateways take a server for dead when ping goes unanswered, and end the session.',
  fix: 'Answer ping with an empty result at once.',
  eras: ['legacy'],
  needs: ['ping'],

  judge({ ping }) {
    const result = ping.answer?.result;
    if (result === undefined) return fail(quoteTurn(ping, 'ping got no result'));
    // The page says "empty"; the schema lets any result carry members, so more of them is no violation for sure.
    return Object.keys(result).every((member) => member === '_meta') ? PASS : warn(quoteTurn(ping, 'the result of ping is not empty'));
  },
});
