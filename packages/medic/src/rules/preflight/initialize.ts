import type { AnyPreflightCheck } from '../../model/index.ts';
import { against, fail, notTested, passWith } from '../protocol/judgements.ts';
import { quoteTurn } from '../protocol/quote-turn.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

const LIMIT_MS = 5_000;
const FIND_OUT = 'Find out why it does not answer: run mcp-medic on the same target, it names the cause.';

export const INITIALIZE_CHECK: AnyPreflightCheck = definePreflightCheck({
  id: 'pre.initialize-time',
  item: 'initialize',
  title: `Answers the first message within ${LIMIT_MS / 1000} s`,
  why: 'Some clients give up after 10 s or less, and the person waits for every one of them.',
  fix: 'Answer initialize at once and open databases, browsers and remote connections when they are first needed.',
  needs: 'opening',
  judge({ turn, failure }, { transport, needsLogin }) {
    if (turn === undefined) return failure === undefined ? notTested('nothing was sent') : against('fail', [{ what: failure }], FIND_OUT);
    if (needsLogin) return notTested('the server wants a login; give its token with --header "Authorization: Bearer …"');
    if (turn.answer?.result === undefined) return against('fail', [quoteTurn(turn, failure ?? `${turn.what} was not answered with a result`)], FIND_OUT);
    const from = transport === 'stdio' ? 'from the start of the process to the answer' : 'from sending to the answer';
    const evidence = { what: `${turn.what}: ${turn.ms} ms ${from}; the limit is ${LIMIT_MS} ms`, where: `process or session ${turn.peer}` };
    return turn.ms < LIMIT_MS ? passWith(evidence) : fail(evidence);
  },
});
