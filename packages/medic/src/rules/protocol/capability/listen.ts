import type { EvidenceItem, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, ListenFacts, RunFacts } from '../../../model/verify/index.ts';
import { declaresFlag } from '../declares.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable, notTested } from '../judgements.ts';
import { cut, quoteTurn } from '../quote-turn.ts';
import { ACKNOWLEDGED, acknowledgedFilter, subscriptionsOf, type ListenMessage } from './listen-messages.ts';

const NOTHING_TO_HEAR = 'the server declares neither listChanged nor subscribe, or lists nothing to subscribe to';
const UNACKNOWLEDGED = 'the subscription was not acknowledged, see cap.listen-ack';
/** Kinds of notification a subscription can ask for, with what asks for them and what declares them. */
const KINDS: Readonly<Record<string, readonly [flag: string, capability: string, declared: string]>> = {
  'notifications/tools/list_changed': ['toolsListChanged', 'tools', 'listChanged'],
  'notifications/prompts/list_changed': ['promptsListChanged', 'prompts', 'listChanged'],
  'notifications/resources/list_changed': ['resourcesListChanged', 'resources', 'listChanged'],
  'notifications/resources/updated': ['resourceSubscriptions', 'resources', 'subscribe'],
};
const SHARED = {
  group: 'capability',
  level: 'MUST',
  eras: ['modern'],
  transports: ['stdio', 'http'],
  needs: ['listen'],
} as const;

const acknowledges: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cap.listen-ack',
  title: 'Acknowledges subscriptions/listen before anything else',
  spec: '2026-07-28 basic/patterns/subscriptions#acknowledgment',
  why: 'Clients wait for the acknowledgement to learn which changes they will hear of.',
  fix: 'Send notifications/subscriptions/acknowledged as the first message of every subscription.',
  judge({ listen }) {
    if (listen === null) return notApplicable(NOTHING_TO_HEAR);
    return against(
      'fail',
      subscriptionsOf(listen).flatMap(({ listen: { turn }, messages: [first] }): readonly EvidenceItem[] => {
        if (first === undefined) return [quoteTurn(turn, 'the subscription was not acknowledged')];
        return first.method === ACKNOWLEDGED ? [] : [{ what: `${first.method} came before the acknowledgement`, quote: cut(JSON.stringify(first.json)) }];
      }),
    );
  },
});

const tagged: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cap.listen-id',
  title: 'Tags the messages of a subscription with the id of its request',
  spec: '2026-07-28 basic/patterns/subscriptions#receiving-notifications',
  why: 'Several subscriptions share one channel on stdio; an id of another type fits none of them.',
  fix: 'Put the request id as it came, same type and value, into _meta["io.modelcontextprotocol/subscriptionId"].',
  judge({ listen }) {
    if (listen === null) return notApplicable(NOTHING_TO_HEAR);
    const subscriptions = subscriptionsOf(listen);
    if (subscriptions.every(({ messages }) => messages.length === 0)) return notTested(UNACKNOWLEDGED);
    return against(
      'fail',
      subscriptions.flatMap(({ listen: { id }, messages }) =>
        messages
          .filter(({ method, subscriptionId }) => (method === ACKNOWLEDGED || method in KINDS) && subscriptionId !== id)
          .map(({ json, subscriptionId }) => ({
            what: `subscription ${JSON.stringify(id)} got a message tagged ${JSON.stringify(subscriptionId) ?? 'not at all'}`,
            quote: cut(JSON.stringify(json)),
          })),
      ),
    );
  },
});

const subset: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cap.listen-subset',
  title: 'Acknowledges no more than was asked for',
  spec: '2026-07-28 basic/patterns/subscriptions#acknowledgment',
  why: 'The acknowledgement tells what the client will get; more than it asked for is a promise it cannot use.',
  fix: 'Repeat in the acknowledgement only those parts of the filter that the server serves.',
  judge({ listen }) {
    if (listen === null) return notApplicable(NOTHING_TO_HEAR);
    const agreed = [listen.wide, listen.narrow].map((one) => ({ ...one, agreed: acknowledgedFilter(one) }));
    if (agreed.every((one) => one.agreed === undefined)) return notTested(UNACKNOWLEDGED);
    return against(
      'fail',
      agreed.flatMap(({ filter, agreed: got, turn }) =>
        got === undefined || isWithin(got, filter)
          ? []
          : [quoteTurn(turn, `asked for ${JSON.stringify(filter)}, acknowledged was ${cut(JSON.stringify(got), 200)}`)],
      ),
    );
  },
});

const filtered: AnyCheck = defineCheck({
  ...SHARED,
  id: 'cap.listen-filter',
  title: 'Sends a subscription nothing that it did not ask for',
  spec: '2026-07-28 basic/patterns/subscriptions#opening-a-stream',
  why: 'What nobody asked for costs every client work, and may tell one client about what concerns another.',
  fix: 'Hold every notification against the filter of the subscription before sending it.',
  judge({ listen, run }) {
    if (listen === null) return notApplicable(NOTHING_TO_HEAR);
    const subscriptions = subscriptionsOf(listen);
    if (subscriptions.every(({ messages }) => messages.length === 0)) return notTested(UNACKNOWLEDGED);
    return against(
      'fail',
      subscriptions.flatMap(({ listen: { filter }, messages }) =>
        messages
          .filter((message) => isUnwanted(message, filter, run))
          .map(({ method, json }) => ({ what: `${method} was not asked for`, quote: cut(JSON.stringify(json)) })),
      ),
    );
  },
});

export const checks: readonly AnyCheck[] = [acknowledges, tagged, subset, filtered];

/** What the server does not even declare is a matter of its own (cap.listchanged). */
function isUnwanted({ method, params }: ListenMessage, filter: ListenFacts['wide']['filter'], run: RunFacts): boolean {
  const kind = Object.hasOwn(KINDS, method) ? KINDS[method] : undefined;
  if (kind === undefined) return false;
  const [flag, capability, declared] = kind;
  if (!declaresFlag(run, capability, declared)) return false;
  const wanted = filter[flag];
  if (wanted === true) return false;
  return !(Array.isArray(wanted) && wanted.some((uri) => typeof params['uri'] === 'string' && typeof uri === 'string' && params['uri'].startsWith(uri)));
}

function isWithin(agreed: JsonObject, asked: JsonObject): boolean {
  return Object.entries(agreed).every(([name, value]) => {
    if (name === '_meta' || value === false || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0))
      return true;
    const wanted = asked[name];
    if (Array.isArray(value)) return Array.isArray(wanted) && value.every((one) => wanted.includes(one));
    return wanted === value;
  });
}
