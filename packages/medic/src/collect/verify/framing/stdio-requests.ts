import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

export const probe: AnyProbe = defineProbe({
  id: 'stdio-requests',
  where: 'shared',
  transports: ['stdio'],
  async observe({ shared, era, capabilities }) {
    const peer = await shared();
    await peer.request(harmlessMethod(era, capabilities));
    return peer.unasked.filter(({ kind }) => kind === 'request');
  },
});
