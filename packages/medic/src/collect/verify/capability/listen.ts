import type { JsonObject } from '../../../model/index.ts';
import type { ReceivedMessage } from '../../../model/verify/index.ts';
import { isObject, own, ownString } from '../../protocol/record.ts';
import { isFlagged } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const METHOD = 'subscriptions/listen';
const KINDS = [
  ['tools', 'toolsListChanged'],
  ['prompts', 'promptsListChanged'],
  ['resources', 'resourcesListChanged'],
] as const;
const ACKNOWLEDGED_MS = 5_000;
/** What a server sends that was not asked for comes with the acknowledgement. */
const WATCH_MS = 1_000;
const WIDE_ID = 7_301;
const NARROW_ID = 'medic-listen';

export const probe: AnyProbe = defineProbe({
  id: 'listen',
  where: 'spare',
  eras: ['modern'],
  transports: ['stdio', 'http'],
  async observe({ spare, observe, capabilities }) {
    const flags = KINDS.filter(([capability]) => isFlagged(capabilities, capability, 'listChanged')).map(([, flag]) => flag);
    const uri = isFlagged(capabilities, 'resources', 'subscribe')
      ? (await observe('lists'))['resources/list']?.items.map((item) => ownString(item, 'uri')).find((one) => one !== undefined)
      : undefined;
    const subscriptions = uri === undefined ? {} : { resourceSubscriptions: [uri] };
    const wide: JsonObject = { ...Object.fromEntries(flags.map((flag) => [flag, true])), ...subscriptions };
    if (Object.keys(wide).length === 0) return null;
    const [first] = flags;
    const narrow: JsonObject = first === undefined ? subscriptions : { [first]: true };
    const peer = await spare();
    const listen = (id: number | string, notifications: JsonObject): ReturnType<typeof peer.request> =>
      peer.request(METHOD, { notifications }, { id, limitMs: ACKNOWLEDGED_MS, lingerMs: WATCH_MS, until: (message) => isFirstWord(message, id) });
    const [wideTurn, narrowTurn] = await Promise.all([listen(WIDE_ID, wide), listen(NARROW_ID, narrow)]);
    // Over HTTP the end of the stream is the end of the subscription.
    if (peer.transport === 'stdio') for (const requestId of [WIDE_ID, NARROW_ID]) await peer.notify('notifications/cancelled', { requestId }, { limitMs: 50 });
    return { wide: { id: WIDE_ID, filter: wide, turn: wideTurn }, narrow: { id: NARROW_ID, filter: narrow, turn: narrowTurn } };
  },
});

/** A notification for this subscription, or for none in particular: whatever follows, the server has begun to speak. */
function isFirstWord({ kind, json }: ReceivedMessage, id: string | number): boolean {
  if (kind !== 'notification' || !isObject(json)) return kind === 'answer';
  const params = own(json, 'params');
  const meta = isObject(params) ? own(params, '_meta') : undefined;
  const tag = isObject(meta) ? own(meta, 'io.modelcontextprotocol/subscriptionId') : undefined;
  return (typeof tag !== 'string' && typeof tag !== 'number') || String(tag) === String(id);
}
