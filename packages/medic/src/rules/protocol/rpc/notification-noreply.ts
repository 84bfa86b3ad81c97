import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'rpc.notification-noreply',
  group: 'rpc',
  title: 'Sends no answer to an unknown notification and goes on',
  level: 'MUST',
  spec: '2025-11-25 basic/index#notifications',
  why: 'Clients send notifications that a server need not know; an answer to one matches no request.',
  fix: 'Ignore notifications the server does not know.',
  needs: ['odd-requests'],

  judge({ 'odd-requests': { unknownNotification, afterNotification }, run }) {
    // Over HTTP a refusal may carry an error without id (Streamable HTTP, sending messages).
    const isReply = unknownNotification.answer !== undefined && !(run.transport === 'http' && (unknownNotification.http?.status ?? 0) >= 400);
    return against('fail', [
      ...(isReply ? [quoteTurn(unknownNotification, 'an unknown notification was answered')] : []),
      ...(afterNotification.answer === undefined ? [quoteTurn(afterNotification, 'after an unknown notification the server answered no more')] : []),
    ]);
  },
});
