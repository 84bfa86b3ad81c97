import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { describedTurns } from '../described-turns.ts';
import { against, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

export const check: AnyCheck = defineCheck({
  id: 'ht.utf8',
  group: 'transport',
  title: 'Sends its messages in UTF-8',
  level: 'MUST',
  spec: '2025-11-25 basic/transports',
  why: 'Clients decode every body as UTF-8: letters beyond ASCII turn into question marks, or the message cannot be read at all.',
  fix: 'Encode the body as UTF-8, whatever the locale of the machine is.',
  transports: ['http'],
  needs: ['survey', 'lists', 'reads'],

  judge({ survey, lists, reads, run }) {
    const turns = [...describedTurns(survey, lists, run), ...reads.map(({ turn }) => turn)].filter(
      ({ http }) => http?.contentType === 'application/json' || http?.contentType === 'text/event-stream',
    );
    if (turns.length === 0) return notTested('no message came');
    return against(
      'fail',
      turns.filter(({ http }) => http?.notUtf8 === true).map((turn) => quoteTurn(turn, 'the body holds bytes that are no UTF-8')),
    );
  },
});
