import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.unsupported-http400',
  group: 'version',
  title: 'Refuses an unknown revision with HTTP 400',
  level: 'MUST',
  spec: '2026-07-28 basic/transports/streamable-http#protocol-version-header',
  why: 'Clients and proxies read the status before the body.',
  fix: 'Send error -32022 with HTTP status 400.',
  eras: ['modern'],
  transports: ['http'],
  needs: ['modern-versions'],

  judge({ 'modern-versions': { unknown } }) {
    if (unknown.answer?.error?.code !== -32_022) return notTested('the request was not refused with -32022, see ver.unsupported');
    return unknown.http?.status === 400 ? PASS : fail(quoteTurn(unknown, `error -32022 came with HTTP ${unknown.http?.status ?? 'nothing'}`));
  },
});
