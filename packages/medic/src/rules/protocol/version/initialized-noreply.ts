import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ver.initialized-noreply',
  group: 'version',
  title: 'Sends no answer to notifications/initialized',
  level: 'MUST',
  spec: '2025-11-25 basic/index#notifications',
  why: 'A client that gets an answer nobody asked for reports an error or hangs up.',
  fix: 'Treat messages without an id as notifications and answer none of them.',
  eras: ['legacy'],
  needs: ['survey'],

  judge({ survey: { initialized } }) {
    if (initialized === undefined) return notTested('the handshake did not get so far');
    return initialized.answer === undefined ? PASS : fail(quoteTurn(initialized, 'the notification was answered'));
  },
});
