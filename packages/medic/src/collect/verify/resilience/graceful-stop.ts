import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { pause } from '../wait.ts';

const ACKNOWLEDGED_MS = 1_000;
const STOP_MS = 3_000;

/** A subscription that stands while the process is asked to end. */
export const probe: AnyProbe = defineProbe({
  id: 'graceful-stop',
  where: 'own',
  eras: ['modern'],
  transports: ['stdio'],
  async observe({ open, signal }) {
    const peer = await open();
    if (peer.transport !== 'stdio') throw new TypeError('this probe starts a process');
    const listening = peer.request('subscriptions/listen', { notifications: { toolsListChanged: true } }, { limitMs: ACKNOWLEDGED_MS + STOP_MS });
    await pause(ACKNOWLEDGED_MS, signal);
    const acknowledged = peer.unasked.some(({ json }) => JSON.stringify(json).includes('subscriptions/acknowledged'));
    peer.signal('SIGTERM');
    return { listening: acknowledged, turn: await listening };
  },
});
