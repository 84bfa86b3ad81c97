import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.no-state',
  group: 'version',
  title: 'Serves a request on a fresh connection without server/discover before it',
  level: 'MUST',
  spec: '2026-07-28 basic/index#statelessness',
  why: 'Clients remember what a server speaks and skip the question; requests may also reach another replica.',
  fix: 'Take everything a request needs from its own _meta.',
  eras: ['modern'],
  needs: ['fresh-modern'],

  judge({ 'fresh-modern': turn }) {
    return turn.answer?.result === undefined ? fail(quoteTurn(turn, 'the first request on a fresh connection got no result')) : PASS;
  },
});
