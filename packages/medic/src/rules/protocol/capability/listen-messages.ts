import type { Json, JsonObject } from '../../../model/index.ts';
import type { ListenFacts, ReceivedMessage } from '../../../model/verify/index.ts';
import { isObject } from '../is-object.ts';

export interface ListenMessage {
  readonly method: string;
  readonly params: JsonObject;
  readonly subscriptionId: Json | undefined;
  readonly json: Json;
}

export const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** The notifications of one subscription, in order. On a channel that several share, those tagged as the other's are left out. */
function messagesOf({ turn }: ListenFacts['wide' | 'narrow'], other: string | number): readonly ListenMessage[] {
  const all = turn.others.flatMap(readNotification);
  return turn.http === undefined ? all.filter(({ subscriptionId }) => !isTag(subscriptionId, other)) : all;
}

/** Both subscriptions with what came for them. */
export function subscriptionsOf({ wide, narrow }: ListenFacts): readonly {
  readonly listen: ListenFacts['wide' | 'narrow'];
  readonly messages: readonly ListenMessage[];
}[] {
  return [
    { listen: wide, messages: messagesOf(wide, narrow.id) },
    { listen: narrow, messages: messagesOf(narrow, wide.id) },
  ];
}

/** What the server agreed to; undefined when it acknowledged nothing. */
export function acknowledgedFilter({ turn, id }: ListenFacts['wide' | 'narrow']): JsonObject | undefined {
  const found = turn.others
    .flatMap(readNotification)
    .find(({ method, subscriptionId }) => method === ACKNOWLEDGED && (turn.http !== undefined || isTag(subscriptionId, id)));
  const filter = found?.params['notifications'];
  return isObject(filter) ? filter : undefined;
}

/** An id that came back as another type is still meant. */
function isTag(subscriptionId: Json | undefined, id: string | number): boolean {
  return (typeof subscriptionId === 'string' || typeof subscriptionId === 'number') && String(subscriptionId) === String(id);
}

function readNotification({ json, kind }: ReceivedMessage): readonly ListenMessage[] {
  if (kind !== 'notification' || !isObject(json)) return [];
  const { method, params } = json;
  if (typeof method !== 'string') return [];
  const holder = isObject(params) ? params : {};
  const meta = holder['_meta'];
  return [{ method, params: holder, subscriptionId: isObject(meta) ? meta[SUBSCRIPTION_ID] : undefined, json }];
}
