import type { Turn } from '../../../model/verify/index.ts';
import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const LISTS = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['prompts', 'prompts/list'],
] as const;

export const probe: AnyProbe = defineProbe({
  id: 'bad-cursors',
  where: 'spare',
  async observe({ spare, capabilities }) {
    const peer = await spare();
    const turns: Record<string, Turn> = {};
    for (const [capability, method] of LISTS) {
      if (isDeclared(capabilities, capability)) turns[method] = await peer.request(method, { cursor: 'medic-no-such-cursor' }, { limitMs: 6_000 });
    }
    return turns;
  },
});
