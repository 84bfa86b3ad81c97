import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { CLIENT_INFO, NEWEST_LEGACY, ODD_CAPABILITIES } from '../messages.ts';
import type { Peer } from '../peer.ts';
import { pause } from '../wait.ts';

const EARLY_MS = 400;
/** Each of these starts a process. */
const LIMIT_MS = 30_000;
export const probe: AnyProbe = defineProbe({
  id: 'odd-initialize',
  where: 'own',
  eras: ['legacy'],
  async observe({ open, signal }) {
    const ask = async (revision: string, extra: object = {}): Promise<Awaited<ReturnType<Peer['request']>>> => {
      const peer = await open({ handshake: 'none' });
      return peer.request('initialize', { protocolVersion: revision, capabilities: {}, clientInfo: CLIENT_INFO, ...extra }, { id: 1, limitMs: LIMIT_MS });
    };
    const unknown = await ask('1999-01-01');
    const future = await ask('2026-07-28');
    const peer = await open({ handshake: 'none' });
    const extras = await peer.request(
      'initialize',
      { protocolVersion: NEWEST_LEGACY, capabilities: ODD_CAPABILITIES, clientInfo: { ...CLIENT_INFO, title: 'mcp-medic', icons: [] }, unheardOf: true },
      { id: 1, limitMs: LIMIT_MS },
    );
    await pause(EARLY_MS, signal);
    return { unknown, future, extras, early: peer.unasked };
  },
});
