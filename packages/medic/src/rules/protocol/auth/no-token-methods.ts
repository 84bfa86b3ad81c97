import type { AnyCheck, Check, Judgement, RefusalFacts, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { fail, notApplicable, notTested, PASS, warn } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { whyNoLogin } from './guard.ts';

type Facts = Omit<Check, 'id' | 'title' | 'eras' | 'transports' | 'needs' | 'judge'>;

const COMMON: Facts = {
  group: 'auth',
  level: 'MUST',
  spec: '2025-11-25 basic/authorization#access-token-usage',
  why: 'A token is due in every HTTP request; whatever is served without one is open to everybody.',
  fix: 'Put the token check before the handlers of all methods, POST, GET and DELETE alike.',
  since: '2025-03-26',
  withoutLogin: true,
};

interface MethodCheck {
  readonly id: string;
  readonly title: string;
  readonly legacyOnly?: true;
  readonly judge: (facts: RefusalFacts) => Judgement;
}

const METHODS: readonly MethodCheck[] = [
  { id: 'auth.401-methods', title: 'Answers tools/list without a token with HTTP 401', judge: ({ list }) => judgeRequest(list, 'tools/list') },
  { id: 'auth.401-get', title: 'Opens no event stream without a token', legacyOnly: true, judge: judgeStream },
  { id: 'auth.401-delete', title: 'Ends no session without a token', legacyOnly: true, judge: judgeRemoval },
  { id: 'auth.401-session', title: 'Takes no session id in place of a token', legacyOnly: true, judge: judgeSession },
];

/** Not only the first message: what was guarded once is often forgotten for the methods that came later. */
export const checks: readonly AnyCheck[] = METHODS.map(({ id, title, legacyOnly, judge }) =>
  defineCheck({
    ...COMMON,
    id,
    title,
    ...(legacyOnly === true ? { eras: ['legacy'] } : {}),
    transports: id === 'auth.401-get' ? ['http', 'sse'] : ['http'],
    needs: ['auth-refusals', 'auth-metadata'],
    judge: (view) => {
      const obstacle = whyNoLogin(view);
      if (obstacle !== undefined) return obstacle;
      const { first } = view['auth-refusals'];
      // What is wrong with the very first refusal is said once, by auth.401.
      return first.http?.status === 401 ? judge(view['auth-refusals']) : notTested('the first message was not refused with 401, see auth.401');
    },
  }),
);

function judgeRequest(turn: Turn | undefined, method: string): Judgement {
  if (turn === undefined) return notTested(`${method} was not asked`);
  const status = turn.http?.status;
  if (status === 401) return PASS;
  if (turn.answer?.result !== undefined) return fail(quoteTurn(turn, `${method} was served without a token`));
  return warn(quoteTurn(turn, `${method} without a token got ${status === undefined ? 'no response' : `HTTP ${status}`} instead of 401`));
}

function judgeStream({ get, streamOpened }: RefusalFacts): Judgement {
  if (streamOpened === true)
    return fail({ what: 'the event stream opened without a token, and named its endpoint', quote: 'GET got the endpoint event; POST was refused' });
  if (get === undefined) return notApplicable('the old event stream is the first message, see auth.401');
  const { status = 0 } = get.http ?? {};
  if (status >= 200 && status < 300) return fail(quoteTurn(get, 'GET was served without a token'));
  // 405 says that there is no stream for anybody; servers that know no GET answer 404.
  return [401, 403, 404, 405].includes(status)
    ? PASS
    : warn(quoteTurn(get, `GET without a token got HTTP ${status}: it was looked at before the token was asked for`));
}

function judgeRemoval({ remove }: RefusalFacts): Judgement {
  if (remove === undefined) return notTested('DELETE was not sent');
  const { status = 0 } = remove.http ?? {};
  return status >= 200 && status < 300 ? warn(quoteTurn(remove, 'DELETE without a token was taken')) : PASS;
}

function judgeSession({ inSession }: RefusalFacts): Judgement {
  if (inSession === undefined) return notTested('it takes a session, so a token: give one with --header "Authorization: Bearer …"');
  const { list } = inSession;
  if (list.answer?.result !== undefined) return fail(quoteTurn(list, 'tools/list with a session id and no token was served'));
  return judgeRequest(list, 'tools/list with a session id');
}
