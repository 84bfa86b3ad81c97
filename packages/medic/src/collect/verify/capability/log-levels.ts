import type { Turn } from '../../../model/verify/index.ts';
import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

/** The quietest last, so that the server stays quiet for whoever uses the connection next. */
const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;

export const probe: AnyProbe = defineProbe({
  id: 'log-levels',
  where: 'spare',
  eras: ['legacy'],
  async observe({ spare, capabilities }) {
    if (!isDeclared(capabilities, 'logging')) return null;
    const peer = await spare();
    const ask = (level: string): Promise<Turn> => peer.request('logging/setLevel', { level }, { limitMs: 3_000 });
    const unknown = await ask('medic-no-such-level');
    const levels: Record<string, Turn> = {};
    for (const level of LEVELS) levels[level] = await ask(level);
    return { levels, unknown };
  },
});
