import { hasResource } from '../catalogue/resources.ts';
import { methodOfChange, type Change, type Exchange } from '../exchange.ts';
import { CODES, isRecord, RpcError, type Id, type Params, type Result } from '../rpc.ts';
import { PREFIX } from './meta.ts';

const FLAGS = { tools: 'toolsListChanged', prompts: 'promptsListChanged', resources: 'resourcesListChanged' } as const;

/** Serves `subscriptions/listen`: acknowledges, tells of changes until the peer cancels (undefined) or the server goes down. */
export function listen({ notifications }: Params, exchange: Exchange): Promise<Result | undefined> {
  const { changes, notify, signal, settings } = exchange;
  const { broken } = settings;
  if (!isRecord(notifications)) throw new RpcError(CODES.invalidParams, 'notifications must be an object');
  const filter = agreed(notifications, exchange);
  const tag = { [`${PREFIX}subscriptionId`]: subscriptionId(exchange) };
  if (broken('cap.listen-ack--late')) notify('notifications/tools/list_changed', { _meta: tag });
  if (!broken('cap.listen-ack')) notify('notifications/subscriptions/acknowledged', { _meta: tag, notifications: filter });
  if (broken('cap.listen-filter')) notify('notifications/prompts/list_changed', { _meta: tag });
  if (broken('cap.listchanged')) notify('notifications/tools/list_changed', { _meta: tag });
  const onChange = (change: Change) => {
    if (wants(filter, change)) notify(methodOfChange(change), { _meta: tag, ...(change.kind === 'resource' ? { uri: change.uri } : {}) });
  };
  changes.listeners.add(onChange);
  return new Promise((resolve) => {
    const finish = (result: Result | undefined) => {
      changes.closers.delete(close);
      if (!broken('cap.listen-filter--after-cancel')) changes.listeners.delete(onChange);
      resolve(result);
    };
    const close = () => finish({ _meta: tag });
    signal.addEventListener('abort', () => finish(undefined));
    changes.closers.add(close);
  });
}

function agreed(asked: Params, { settings: { broken } }: Exchange): Params {
  const uris = Array.isArray(asked['resourceSubscriptions']) ? asked['resourceSubscriptions'].filter((uri) => typeof uri === 'string') : [];
  const known = uris.filter((uri) => hasResource(uri));
  const flags = broken('cap.listchanged') ? [] : Object.values(FLAGS).filter((flag) => asked[flag] === true || broken('cap.listen-ack--more'));
  return {
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
    ...(known.length > 0 && !broken('cap.subscribe') ? { resourceSubscriptions: known } : {}),
  };
}

function wants(filter: Params, change: Change): boolean {
  if (change.kind !== 'resource') return filter[FLAGS[change.kind]] === true;
  const uris = filter['resourceSubscriptions'];
  return Array.isArray(uris) && uris.includes(change.uri);
}

function subscriptionId({ id, settings: { broken } }: Exchange): Id {
  if (!broken('cap.listen-ack--id')) return id;
  return typeof id === 'number' ? String(id) : 1;
}
