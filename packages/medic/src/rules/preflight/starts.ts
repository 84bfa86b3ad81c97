import type { AnyPreflightCheck } from '../../model/index.ts';
import { fail, notTested, passWith } from '../protocol/judgements.ts';
import { quoteTurn } from '../protocol/quote-turn.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

const LIMIT_MS = 10_000;

export const STARTS_CHECK: AnyPreflightCheck = definePreflightCheck({
  id: 'pre.starts-together',
  item: 'starts',
  title: `Starts several times at once, each within ${LIMIT_MS / 1000} s`,
  why: 'Every window of a client starts a server of its own, all of them when the machine starts.',
  fix: 'Take no lock, port or file that a second copy needs too, and do less before the first answer.',
  needs: 'starts',
  judge({ starts }, { transport, needsLogin, answers }) {
    if (needsLogin) return notTested('the server wants a login; give its token with --header "Authorization: Bearer …"');
    // One copy alone does not answer either: that is the item on the first answer.
    if (!answers) return notTested('the server answered no first message');
    const what = transport === 'stdio' ? 'processes' : 'sessions';
    const times = `${starts.length} ${what} at once: ${starts.map(({ ms }) => `${ms} ms`).join(', ')}; the limit is ${LIMIT_MS} ms`;
    const broken = starts.find(({ turn }) => turn?.answer?.result === undefined);
    if (broken !== undefined) {
      const evidence =
        broken.turn === undefined ? { what: broken.failure ?? 'it did not start' } : quoteTurn(broken.turn, 'one of them did not answer with a result');
      return fail(evidence, { what: times });
    }
    return starts.every(({ ms }) => ms < LIMIT_MS) ? passWith({ what: times }) : fail({ what: times });
  },
});
