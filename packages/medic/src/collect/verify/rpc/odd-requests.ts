import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';

export const probe: AnyProbe = defineProbe({
  id: 'odd-requests',
  where: 'spare',
  async observe({ spare, era, capabilities }) {
    const peer = await spare();
    const method = harmlessMethod(era, capabilities);
    return {
      unknownMethod: await peer.request('medic/no-such-method', undefined, { limitMs: 3_000 }),
      ...(method.endsWith('/list') ? { wrongParams: { method, turn: await peer.request(method, { cursor: 7 }, { limitMs: 3_000 }) } } : {}),
      unknownNotification: await peer.notify('notifications/medic/no-such-thing'),
      afterNotification: await peer.request(method),
      strayCancel: await peer.notify('notifications/cancelled', { requestId: 'medic-no-such-request', reason: 'test' }),
      afterCancel: await peer.request(method),
    };
  },
});
