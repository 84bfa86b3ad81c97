import type { JsonObject } from '../../../model/index.ts';
import type { ReceivedMessage, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { buildInitializeParams, CLIENT_INFO, NEWEST_LEGACY, ODD_CAPABILITIES } from '../messages.ts';
import { pause } from '../wait.ts';

const EARLY_MS = 400;
/** Each of these starts a process. */
const LIMIT_MS = 30_000;
const EXTRAS: JsonObject = {
  ...buildInitializeParams(NEWEST_LEGACY, ODD_CAPABILITIES),
  clientInfo: { ...CLIENT_INFO, title: 'mcp-medic', icons: [] },
  unheardOf: true,
};

export const probe: AnyProbe = defineProbe({
  id: 'odd-initialize',
  where: 'own',
  eras: ['legacy'],
  limitMs: 90_000,
  async observe({ open, signal }) {
    const ask = async (params: JsonObject, waitMs: number): Promise<{ readonly turn: Turn; readonly early: readonly ReceivedMessage[] }> => {
      const peer = await open({ handshake: 'none' });
      const turn = await peer.request('initialize', params, { id: 1, limitMs: LIMIT_MS });
      await pause(waitMs, signal);
      const early = [...peer.unasked];
      await peer.close();
      return { turn, early };
    };
    const unknown = await ask(buildInitializeParams('1999-01-01'), 0);
    const future = await ask(buildInitializeParams('2026-07-28'), 0);
    const extras = await ask(EXTRAS, EARLY_MS);
    return { unknown: unknown.turn, future: future.turn, extras: extras.turn, early: extras.early };
  },
});
