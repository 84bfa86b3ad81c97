import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { pause } from '../wait.ts';

const WATCH_MS = 800;
/** Time for the stream to open before the session is declared open. */
const HEAD_START_MS = 150;

/** Over Streamable HTTP such messages come on the stream that a GET opens, elsewhere between the answers. */
export const probe: AnyProbe = defineProbe({
  id: 'unasked',
  where: 'shared',
  eras: ['legacy'],
  async observe({ open, shared, observe, signal }) {
    if ((await shared()).transport !== 'http') {
      await observe('lists');
      return (await shared()).unasked;
    }
    const peer = await open({ handshake: 'initialize-only' });
    if (peer.transport !== 'http') return peer.unasked;
    await Promise.all([
      peer.ask({ method: 'GET', what: 'GET of the event stream', limitMs: 2 * WATCH_MS, watchMs: WATCH_MS, until: () => false }),
      pause(HEAD_START_MS, signal).then(() => peer.notify('notifications/initialized')),
    ]);
    return peer.unasked;
  },
});
