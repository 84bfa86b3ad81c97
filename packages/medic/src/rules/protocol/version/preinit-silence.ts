import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notTested } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

const ALLOWED: readonly string[] = ['ping', 'notifications/message'];

export const check: AnyCheck = defineCheck({
  id: 'ver.preinit-silence',
  group: 'version',
  title: 'Sends nothing but ping and log messages before notifications/initialized',
  level: 'SHOULD',
  spec: '2025-11-25 basic/lifecycle#initialization',
  why: 'A client may not be ready for requests and change notifications before it has said that it is initialized.',
  fix: 'Hold requests and notifications back until notifications/initialized has come.',
  eras: ['legacy'],
  needs: ['odd-initialize'],

  judge({ 'odd-initialize': { early, extras } }) {
    if (extras.answer?.result === undefined) return notTested('initialize was not answered with a result');
    const odd = early.filter(({ json, kind }) => (kind === 'request' || kind === 'notification') && !ALLOWED.includes((json as { method: string }).method));
    return against(
      'warn',
      odd.map(({ json }) => ({ what: 'came before notifications/initialized', quote: cut(JSON.stringify(json)) })),
    );
  },
});
