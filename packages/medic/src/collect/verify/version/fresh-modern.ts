import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

export const probe: AnyProbe = defineProbe({
  id: 'fresh-modern',
  where: 'own',
  eras: ['modern'],
  async observe({ open, capabilities }) {
    const peer = await open();
    return peer.request(harmlessMethod('modern', capabilities));
  },
});
