import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildInitializeParams, NEWEST_LEGACY } from '../messages.ts';

const FIRST_MS = 4_000;
const SECOND_MS = 2_000;

/** For servers that answered nothing: does a second message bring what the first did not? */
export const probe: AnyProbe = defineProbe({
  id: 'first-line',
  where: 'own',
  transports: ['stdio'],
  once: true,
  withoutAnswer: true,
  async observe({ open, run }) {
    if (run.eras.length > 0) return {};
    const peer = await open({ handshake: 'none' });
    if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
    const params = buildInitializeParams(NEWEST_LEGACY);
    const first = await peer.request('initialize', params, { id: 1, meta: null, limitMs: FIRST_MS });
    const second = await peer.request('initialize', params, { id: 2, meta: null, limitMs: SECOND_MS });
    return { first, second, streams: peer.streams() };
  },
});
