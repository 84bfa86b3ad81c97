import { defineProbe, type AnyProbe } from '../define-probe.ts';

export const probe: AnyProbe = defineProbe({
  id: 'ping',
  where: 'shared',
  eras: ['legacy'],
  async observe({ shared }) {
    const peer = await shared();
    return peer.request('ping', undefined, { limitMs: 3_000 });
  },
});
