import type { Turn } from '../../../model/verify/index.ts';
import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

const LISTS = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['prompts', 'prompts/list'],
] as const;

export const probe: AnyProbe = defineProbe({
  id: 'other-reader',
  where: 'own',
  eras: ['modern'],
  transports: ['http'],
  async observe({ open, run, capabilities, subject }) {
    if (!run.hasCredentials || subject.plan.transport === 'stdio') return null;
    const secret = Object.keys(subject.plan.headers).filter((name) => /auth|token|key|cookie/i.test(name));
    const peer = await open({ headers: Object.fromEntries(secret.map((name) => [name, null])) });
    const turns: Record<string, Turn> = {};
    for (const [capability, method] of LISTS) if (isDeclared(capabilities, capability)) turns[method] = await peer.request(method);
    return turns;
  },
});
