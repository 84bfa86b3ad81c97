import { ownString } from '../../protocol/record.ts';
import { isFlagged } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

export const probe: AnyProbe = defineProbe({
  id: 'subscribe',
  where: 'spare',
  eras: ['legacy'],
  async observe({ spare, observe, capabilities }) {
    if (!isFlagged(capabilities, 'resources', 'subscribe')) return {};
    const uri = (await observe('lists'))['resources/list']?.items.map((item) => ownString(item, 'uri')).find((one) => one !== undefined);
    if (uri === undefined) return {};
    const peer = await spare();
    return {
      subscribe: await peer.request('resources/subscribe', { uri }, { limitMs: 3_000 }),
      unsubscribe: await peer.request('resources/unsubscribe', { uri }, { limitMs: 3_000 }),
    };
  },
});
