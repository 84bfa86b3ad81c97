import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import type { Turn } from '../../../model/verify/index.ts';

/** The official SDK reads bodies up to 4 MiB, and the message around the padding counts. */
const SIZES = [1, 3] as const;
const MEBIBYTE = 1024 * 1024;

export const probe: AnyProbe = defineProbe({
  id: 'payloads',
  where: 'own',
  transports: ['http', 'sse'],
  async observe({ open, era, capabilities, run }) {
    const peer = await open();
    const method = harmlessMethod(era, capabilities);
    const sizes: { readonly mebibytes: number; readonly turn: Turn }[] = [];
    for (const mebibytes of run.isLoopback ? SIZES : []) {
      const turn = await peer.request(method, { _meta: { 'medic/padding': 'x'.repeat(mebibytes * MEBIBYTE) } }, { limitMs: 10_000 });
      sizes.push({ mebibytes, turn: { ...turn, sent: `a request of ${mebibytes} MiB` } });
    }
    return { sizes, after: await peer.request(method) };
  },
});
