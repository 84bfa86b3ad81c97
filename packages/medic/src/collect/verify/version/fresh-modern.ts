import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

const START_LIMIT_MS = 30_000;

export const probe: AnyProbe = defineProbe({
  id: 'fresh-modern',
  where: 'own',
  eras: ['modern'],
  async observe({ open, capabilities }) {
    const peer = await open({ handshake: 'none' });
    return peer.request(harmlessMethod('modern', capabilities), undefined, { limitMs: START_LIMIT_MS });
  },
});
