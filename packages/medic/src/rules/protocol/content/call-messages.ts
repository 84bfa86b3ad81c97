import type { Json, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, CallFacts, ContentProbes, WireFacts } from '../../../model/verify/index.ts';
import { declares } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { cut } from '../quote-turn.ts';

const NO_CALLS = 'no tool says that it only reads and can be called with made-up arguments';
const NO_PROGRESS = 'no tool that was called reports progress';
const PROGRESS = 'notifications/progress';
const LOG = 'notifications/message';

const gated: AnyCheck = defineCheck({
  id: 'cap.log-gated',
  group: 'capability',
  title: 'Sends no log messages with a request that did not ask for them',
  level: 'MUST',
  spec: '2026-07-28 server/utilities/logging#per-request-log-level',
  why: 'A client that asked for none has no place to put them.',
  fix: 'Send notifications/message only when _meta of the request names a log level.',
  eras: ['modern'],
  transports: ['stdio', 'http'],
  needs: ['wire'],
  // No request of ours names a log level to a server that declares logging.
  judge({ wire, run }) {
    if (!declares(run, 'logging')) return notApplicable('the server does not declare logging, see cap.log-undeclared');
    return against('fail', quoteAll(logMessages(wire), 'a log message came that nobody asked for'));
  },
});

const undeclared: AnyCheck = defineCheck({
  id: 'cap.log-undeclared',
  group: 'capability',
  title: 'Declares logging when it sends log messages',
  level: 'MUST',
  spec: '2025-11-25 server/utilities/logging#capabilities',
  why: 'Clients offer no log of a server that does not declare one.',
  fix: 'Declare the capability logging, or write to stderr.',
  needs: ['wire'],
  judge({ wire, run }) {
    if (declares(run, 'logging')) return notApplicable('the server declares logging');
    return against('fail', quoteAll(logMessages(wire), 'a log message came although logging is not declared'));
  },
});

const increases: AnyCheck = defineCheck({
  id: 'res.progress',
  group: 'resilience',
  title: 'Reports progress that grows with every notification',
  level: 'MUST',
  spec: '2025-11-25 basic/utilities/progress#progress-flow',
  why: 'Clients draw a bar from it and prolong their time limit while it grows.',
  fix: 'Let progress increase each time, also when the total is not known.',
  needs: ['calls'],
  judge({ calls }) {
    if (calls.calls.length === 0) return notTested(NO_CALLS);
    const runs = calls.calls.map((call) => progressOf(call));
    if (runs.every((run) => run.length === 0)) return notApplicable(NO_PROGRESS);
    return against('fail', runs.flatMap(findShrinking));
  },
});

const tokens: AnyCheck = defineCheck({
  id: 'res.progress-token',
  group: 'resilience',
  title: 'Reports progress with the token of the request',
  level: 'MUST',
  spec: '2025-11-25 basic/utilities/progress#behavior-requirements',
  why: 'Progress with a token that nobody gave belongs to nothing.',
  fix: 'Repeat _meta.progressToken of the request, same type and value.',
  needs: ['calls'],
  judge({ calls }) {
    if (calls.calls.length === 0) return notTested(NO_CALLS);
    const given = new Set(calls.calls.map(({ progressToken }) => progressToken));
    const all = notificationsOf(calls, PROGRESS);
    if (all.length === 0) return notApplicable(NO_PROGRESS);
    return against(
      'fail',
      quoteAll(
        all.filter(({ params }) => typeof params['progressToken'] !== 'string' || !given.has(params['progressToken'])),
        'progress came with a token that no request had',
      ),
    );
  },
});

const late: AnyCheck = defineCheck({
  id: 'res.progress-after',
  group: 'resilience',
  title: 'Reports no progress after the answer',
  level: 'MUST',
  spec: '2025-11-25 basic/utilities/progress#implementation-notes',
  why: 'The token is forgotten by then; clients log an error.',
  fix: 'Stop reporting before sending the result.',
  transports: ['stdio', 'sse'],
  needs: ['calls'],
  judge({ calls }) {
    if (calls.calls.length === 0) return notTested(NO_CALLS);
    if (notificationsOf(calls, PROGRESS).length === 0 && calls.lateProgress.length === 0) return notApplicable(NO_PROGRESS);
    return against(
      'fail',
      calls.lateProgress.map((json) => ({ what: 'progress came after the answer', quote: cut(JSON.stringify(json)) })),
    );
  },
});

export const checks: readonly AnyCheck[] = [gated, undeclared, increases, tokens, late];

interface Notification {
  readonly params: JsonObject;
  readonly json: Json;
}

function logMessages({ unasked }: WireFacts): readonly Pick<Notification, 'json'>[] {
  return unasked.filter(({ json }) => isObject(json) && json['method'] === LOG);
}

function notificationsOf({ calls }: ContentProbes['calls'], method: string): readonly Notification[] {
  return calls
    .flatMap(({ turn }) => turn.others)
    .flatMap(({ json }) => (isObject(json) && json['method'] === method ? [{ json, params: isObject(json['params']) ? json['params'] : {} }] : []));
}

function progressOf(call: CallFacts): readonly Notification[] {
  return notificationsOf({ calls: [call], skipped: [], askedForLogs: false, lateProgress: [] }, PROGRESS).filter(
    ({ params }) => params['progressToken'] === call.progressToken,
  );
}

function findShrinking(run: readonly Notification[]): readonly { readonly what: string; readonly quote: string }[] {
  return run.flatMap(({ params, json }, index) => {
    const before = run[index - 1]?.params['progress'];
    if (typeof params['progress'] !== 'number') return [{ what: 'progress is no number', quote: cut(JSON.stringify(json)) }];
    const isGrowing = typeof before !== 'number' || params['progress'] > before;
    return isGrowing ? [] : [{ what: `progress ${params['progress']} came after ${before}`, quote: cut(JSON.stringify(json)) }];
  });
}

function quoteAll(list: readonly Pick<Notification, 'json'>[], what: string): readonly { readonly what: string; readonly quote: string }[] {
  return list.map(({ json }) => ({ what, quote: cut(JSON.stringify(json)) }));
}
