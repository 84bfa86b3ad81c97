import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

export const probe: AnyProbe = defineProbe({
  id: 'ids',
  where: 'shared',
  async observe({ shared, era, capabilities }) {
    const peer = await shared();
    const method = harmlessMethod(era, capabilities);
    return {
      text: await peer.request(method, undefined, { id: '4711' }),
      zero: await peer.request(method, undefined, { id: 0, limitMs: 3_000 }),
      large: await peer.request(method, undefined, { id: Number.MAX_SAFE_INTEGER }),
      empty: await peer.request(method, undefined, { id: '', limitMs: 3_000 }),
      uuid: await peer.request(method, undefined, { id: '0b9f6c5e-3f5b-4d0e-9d0a-6a8f6f1f2c11' }),
    };
  },
});
