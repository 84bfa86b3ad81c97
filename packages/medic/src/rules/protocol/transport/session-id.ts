import type { AnyCheck, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, PASS, warn } from '../judgements.ts';
import { quoteHeaders } from '../quote-headers.ts';

const SPEC = '2025-11-25 basic/transports#session-management';
const NO_IDS = 'the server hands out no session ids';
/** About 60 bits of letters and digits. */
const FEW_CHARS = 10;

const ascii: AnyCheck = defineCheck({
  id: 'ht.session-ascii',
  group: 'transport',
  title: 'Hands out session ids of visible ASCII characters',
  level: 'MUST',
  spec: SPEC,
  why: 'Clients send the id back as a header value, which cannot hold other characters unharmed.',
  fix: 'Use only characters from 0x21 to 0x7E, for example a random UUID.',
  eras: ['legacy'],
  transports: ['http'],
  since: '2025-03-26',
  needs: ['http-sessions', 'survey'],

  judge({ 'http-sessions': { ids }, survey: { initialize } }) {
    if (ids.issued === 0) return notApplicable(NO_IDS);
    return ids.isVisibleAscii ? PASS : fail(quoteId(initialize, 'a session id has characters outside 0x21 to 0x7E, such as a space'));
  },
});

const random: AnyCheck = defineCheck({
  id: 'ht.session-random',
  group: 'transport',
  title: 'Hands out session ids that are unique and cannot be guessed',
  level: 'SHOULD',
  spec: SPEC,
  why: 'Whoever guesses the id of another session speaks in it.',
  fix: 'Draw at least 128 random bits for each session id.',
  eras: ['legacy'],
  transports: ['http'],
  since: '2025-03-26',
  needs: ['http-sessions', 'survey'],

  judge({ 'http-sessions': { ids }, survey: { initialize } }) {
    if (ids.issued === 0) return notApplicable(NO_IDS);
    const { issued, shortestChars, varyingChars } = ids;
    if (!ids.areUnique) return warn(quoteId(initialize, `of ${issued} sessions two got the same id`));
    if (ids.countsUp) return warn(quoteId(initialize, `the ids of ${issued} sessions count up`));
    const few = issued > 1 ? varyingChars : shortestChars;
    if (few >= FEW_CHARS) return PASS;
    return warn(quoteId(initialize, `only ${few} of ${shortestChars} characters differ between ${issued} session ids`));
  },
});

export const checks: readonly AnyCheck[] = [ascii, random];

function quoteId(initialize: Turn | undefined, what: string): ReturnType<typeof quoteHeaders> {
  return initialize === undefined ? { what } : quoteHeaders(initialize, `${what}; the ids themselves are not repeated here`, ['mcp-session-id']);
}
