import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, fail, notTested, PASS } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';

const again: AnyCheck = defineCheck({
  id: 'res.reconnect',
  group: 'resilience',
  title: 'Opens a new session after one was ended',
  level: 'MUST',
  spec: '2025-11-25 basic/transports#session-management',
  why: 'Every restart of a client begins a new session; a server that allows one only has to be restarted too.',
  fix: 'Create a transport or session object for each initialize instead of one for the whole server.',
  eras: ['legacy'],
  transports: ['http', 'sse'],
  needs: ['reconnect', 'two-clients'],

  judge({ reconnect: { turn }, 'two-clients': together }) {
    if (turn.answer?.result !== undefined) return PASS;
    // Other connections of ours stand meanwhile; a server for one client at a time may refuse the new session because of them.
    const isForOne = together.first.answer?.result === undefined || together.second.answer?.result === undefined;
    return isForOne
      ? notTested('the server serves one client at a time, see res.concurrent-clients')
      : fail(quoteTurn(turn, 'a second session after the first had ended got no result'));
  },
});

const together: AnyCheck = defineCheck({
  id: 'res.concurrent-clients',
  group: 'resilience',
  title: 'Serves two clients at the same time',
  level: 'practice',
  why: 'A server over HTTP is shared; with one transport object for all, the second client gets the answers of the first, or none.',
  fix: 'Create a transport or session object for each client.',
  transports: ['http', 'sse'],
  needs: ['two-clients'],
  judge: ({ 'two-clients': { first, second } }) =>
    against(
      'fail',
      [first, second].filter(({ answer }) => answer?.result === undefined).map((turn) => quoteTurn(turn, 'one of two clients at the same time got no result')),
    ),
});

export const checks: readonly AnyCheck[] = [again, together];
