import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck, CallFacts, ContentProbes, Turn } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { cut, quoteTurn } from '../quote-turn.ts';

const NONE = 'no tool that was called asks for input';
const NO_CALLS = 'no tool says that it only reads and can be called with made-up arguments';
const PAGE = '2026-07-28 basic/patterns/mrtr#server-requirements-basic-workflow';
const MODERN = { eras: ['modern'], transports: ['stdio', 'http'], needs: ['calls'] } as const;
/** What may stand as method in an input request. */
const ASKED: readonly unknown[] = ['elicitation/create', 'sampling/createMessage', 'roots/list'];
const MISSING_CAPABILITY = -32_021;

const shape: AnyCheck = defineCheck({
  ...MODERN,
  id: 'mrtr.shape',
  group: 'content',
  title: 'Asks for input with inputRequests, requestState or both',
  level: 'MUST',
  spec: PAGE,
  why: 'A client that is asked for nothing cannot go on.',
  fix: 'Put at least one of inputRequests (an object of elicitation/create, sampling/createMessage or roots/list) and requestState (a text) into the result.',
  judge: ({ calls }) =>
    judgeAsking(calls, ({ turn, tool }) => {
      const { inputRequests, requestState } = turn.answer?.result ?? {};
      const strange = isObject(inputRequests) ? Object.values(inputRequests).find((one) => !isObject(one) || !ASKED.includes(one['method'])) : undefined;
      if (strange !== undefined) return [quoteTurn(turn, `${cut(tool, 60)} asks for input in a way that clients do not know`)];
      const isWhole = (isObject(inputRequests) && Object.keys(inputRequests).length > 0) || typeof requestState === 'string';
      return isWhole ? [] : [quoteTurn(turn, `${cut(tool, 60)} asks for input without saying for what`)];
    }),
});

const undeclared: AnyCheck = defineCheck({
  ...MODERN,
  id: 'mrtr.undeclared',
  group: 'content',
  title: 'Asks a client only for what it declared to be able to give',
  level: 'MUST',
  spec: PAGE,
  why: 'The client cannot answer, and the call never ends.',
  fix: 'Look at clientCapabilities of the request, and answer error -32021 when one is missing.',
  judge({ calls: { calls } }) {
    if (calls.length === 0) return notTested(NO_CALLS);
    return against(
      'fail',
      calls
        .filter(({ turn }) => isAsking(turn) && isObject(turn.answer?.result?.['inputRequests']))
        .map(({ turn, tool }) => quoteTurn(turn, `${cut(tool, 60)} asked a client that declared nothing`)),
    );
  },
});

/** A state that decides nothing need not be protected, so an answer to a changed one is a warning only. */
const state: AnyCheck = defineCheck({
  ...MODERN,
  id: 'mrtr.state',
  group: 'content',
  title: 'Refuses a request state that was changed on the way',
  level: 'MUST',
  spec: PAGE,
  why: 'The state passes through the client; what it decides, the client could decide then.',
  fix: 'Sign the state (HMAC) and answer error -32602 when the signature does not fit.',
  judge({ calls: { calls } }) {
    if (calls.length === 0) return notTested(NO_CALLS);
    const changed = calls.flatMap(({ withChangedState, tool }) => (withChangedState === undefined ? [] : [{ turn: withChangedState, tool }]));
    if (changed.length === 0) return notApplicable('no tool that was called hands out a request state');
    return against(
      'warn',
      changed
        .filter(({ turn }) => turn.answer?.error === undefined && turn.answer?.result?.['isError'] !== true)
        .map(({ turn, tool }) => quoteTurn(turn, `${cut(tool, 60)} took a changed state`)),
    );
  },
});

const refuses: AnyCheck = defineCheck({
  ...MODERN,
  id: 'meta.capability-missing',
  group: 'metadata',
  title: 'Refuses with -32021 what needs a capability that the client lacks',
  level: 'MUST',
  spec: '2026-07-28 basic/index#meta',
  why: 'By that code the client learns what it would have to offer; an error of the tool is told to the model instead.',
  fix: 'Answer error -32021 with data.requiredCapabilities.',
  judge({ calls: { calls } }) {
    if (calls.length === 0) return notTested(NO_CALLS);
    const needy = calls.filter(({ withCapabilities }) => withCapabilities !== undefined && isAsking(withCapabilities));
    if (needy.length === 0) return notApplicable(NONE);
    return against(
      'fail',
      needy.flatMap(({ turn, withCapabilities, tool }): readonly EvidenceItem[] =>
        isAsking(turn) || turn.answer?.error?.code === MISSING_CAPABILITY || withCapabilities === undefined
          ? []
          : [quoteTurn(turn, `${cut(tool, 60)}, of a client without capabilities`), quoteTurn(withCapabilities, 'the same of a client that has them')],
      ),
    );
  },
});

const names: AnyCheck = defineCheck({
  ...MODERN,
  id: 'meta.capability-missing-data',
  group: 'metadata',
  title: 'Names the missing capabilities in error -32021',
  level: 'MUST',
  spec: '2026-07-28 basic/index#meta',
  why: 'Otherwise the client cannot tell what to offer.',
  fix: 'Send data.requiredCapabilities, an object like clientCapabilities.',
  judge: ({ calls }) =>
    judgeMissing(calls, (turn) => {
      const data = turn.answer?.error?.data;
      return isObject(data) && isObject(data['requiredCapabilities']) ? undefined : 'error -32021 has no data.requiredCapabilities';
    }),
});

const status: AnyCheck = defineCheck({
  ...MODERN,
  id: 'meta.capability-missing-http400',
  group: 'metadata',
  title: 'Sends error -32021 with HTTP status 400',
  level: 'MUST',
  spec: '2026-07-28 basic/index#meta',
  why: 'Gateways count and retry by the status.',
  fix: 'Answer with HTTP status 400.',
  transports: ['http'],
  judge: ({ calls }) => judgeMissing(calls, ({ http }) => (http?.status === 400 ? undefined : `error -32021 came with HTTP ${http?.status ?? 'nothing'}`)),
});

export const checks: readonly AnyCheck[] = [shape, undeclared, state, refuses, names, status];

function isAsking({ answer }: Turn): boolean {
  return answer?.result?.['resultType'] === 'input_required';
}

function judgeAsking(
  { calls }: ContentProbes['calls'],
  find: (asking: Pick<CallFacts, 'turn' | 'tool'>) => readonly EvidenceItem[],
): ReturnType<typeof against> {
  if (calls.length === 0) return notTested(NO_CALLS);
  const asking = calls.flatMap(({ turn, withCapabilities, tool }) =>
    [turn, withCapabilities].flatMap((one) => (one !== undefined && isAsking(one) ? [{ turn: one, tool }] : [])),
  );
  return asking.length === 0 ? notApplicable(NONE) : against('fail', asking.flatMap(find));
}

function judgeMissing({ calls }: ContentProbes['calls'], findFault: (turn: Turn) => string | undefined): ReturnType<typeof against> {
  if (calls.length === 0) return notTested(NO_CALLS);
  const refused = calls.filter(({ turn }) => turn.answer?.error?.code === MISSING_CAPABILITY);
  if (refused.length === 0) return notApplicable('no call was refused with -32021');
  return against(
    'fail',
    refused.flatMap(({ turn }) => {
      const fault = findFault(turn);
      return fault === undefined ? [] : [quoteTurn(turn, fault)];
    }),
  );
}
