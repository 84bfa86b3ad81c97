import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildInitializeParams, NEWEST_LEGACY } from '../messages.ts';

const START_LIMIT_MS = 30_000;

/** Some clients probe and go on in the same process (seen in the field, 2026-08); servers may pin a process to one era. */
export const probe: AnyProbe = defineProbe({
  id: 'same-process',
  where: 'own',
  eras: ['modern'],
  transports: ['stdio'],
  async observe({ open }) {
    const peer = await open({ handshake: 'none' });
    const discover = await peer.request('server/discover', undefined, { id: 'discover-2', limitMs: START_LIMIT_MS });
    const initialize = await peer.request('initialize', buildInitializeParams(NEWEST_LEGACY), { id: 1, meta: null, limitMs: 3_000 });
    return { discover, initialize };
  },
});
