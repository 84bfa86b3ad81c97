import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'meta.clientinfo-optional',
  group: 'metadata',
  title: 'Serves a request whose _meta has no clientInfo',
  level: 'MUST',
  spec: '2026-07-28 basic/index#meta',
  why: 'Clients may leave their name out, for example for privacy.',
  fix: 'Treat io.modelcontextprotocol/clientInfo as optional.',
  eras: ['modern'],
  needs: ['meta-missing'],

  judge({ 'meta-missing': { clientInfo } }) {
    return clientInfo.answer?.result === undefined ? fail(quoteTurn(clientInfo, 'a request without clientInfo got no result')) : PASS;
  },
});
