import type { EvidenceItem } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { declaresFlag } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { quoteTurn } from '../quote-turn.ts';
import { acknowledgedFilter } from './listen-messages.ts';

const legacy: AnyCheck = defineCheck({
  id: 'cap.subscribe',
  group: 'capability',
  title: 'Lets clients subscribe to a listed resource when it declares so',
  level: 'MUST',
  spec: '2025-11-25 server/resources#subscriptions',
  why: 'A client that relies on the declared capability never hears of changes.',
  fix: 'Answer resources/subscribe and resources/unsubscribe with an empty result, or do not declare subscribe.',
  eras: ['legacy'],
  needs: ['subscribe'],

  judge({ subscribe: { subscribe, unsubscribe }, run }) {
    if (!declaresFlag(run, 'resources', 'subscribe')) return notApplicable('the server does not declare resources.subscribe');
    if (subscribe === undefined) return notTested('the server lists no resource');
    const items: readonly EvidenceItem[] = [
      ...(subscribe.answer?.result === undefined ? [quoteTurn(subscribe, 'a listed resource could not be subscribed to')] : []),
      ...(subscribe.answer?.result !== undefined && unsubscribe !== undefined && unsubscribe.answer?.result === undefined
        ? [quoteTurn(unsubscribe, 'a subscription could not be given up')]
        : []),
    ];
    return against('fail', items);
  },
});

const modern: AnyCheck = defineCheck({
  id: 'cap.listen-resources',
  group: 'capability',
  title: 'Agrees to tell of changes of a listed resource when it declares subscribe',
  level: 'MUST',
  spec: '2026-07-28 server/resources#subscriptions',
  why: 'A client that relies on the declared capability never hears of changes.',
  fix: 'Name the resource in the acknowledgement of subscriptions/listen, or do not declare subscribe.',
  eras: ['modern'],
  transports: ['stdio', 'http'],
  needs: ['listen'],

  judge({ listen, run }) {
    if (!declaresFlag(run, 'resources', 'subscribe')) return notApplicable('the server does not declare resources.subscribe');
    const asked = listen?.wide.filter['resourceSubscriptions'];
    if (listen === null || !Array.isArray(asked)) return notTested('the server lists no resource');
    const filter = acknowledgedFilter(listen.wide);
    if (filter === undefined) return notTested('the subscription was not acknowledged, see cap.listen-ack');
    const agreed = filter['resourceSubscriptions'];
    const isAgreed = Array.isArray(agreed) && asked.every((uri) => agreed.includes(uri));
    return against('fail', isAgreed ? [] : [quoteTurn(listen.wide.turn, `the acknowledgement names ${JSON.stringify(filter)}`)]);
  },
});

export const checks: readonly AnyCheck[] = [legacy, modern];
