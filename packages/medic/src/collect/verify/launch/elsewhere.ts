import { parse } from 'node:path';
import type { StdioPlan } from '../../../model/index.ts';
import type { StreamFacts, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import type { OpenOptions } from '../open-peer.ts';

/** Two starts: with the little environment some clients give, and in another folder, as desktop clients start servers. */
export const probe: AnyProbe = defineProbe({
  id: 'elsewhere',
  where: 'own',
  transports: ['stdio'],
  once: true,
  limitMs: 90_000,
  async observe(context) {
    const plan = context.subject.plan as StdioPlan;
    const kept = new Set(context.subject.passedOn);
    const env = Object.fromEntries(Object.entries(plan.env).filter(([name]) => kept.has(process.platform === 'win32' ? name.toUpperCase() : name)));
    const cwd = parse(plan.cwd).root;
    return {
      bareEnvironment: { ...(await speak(context, { launch: { bareEnv: env } })), variables: Object.keys(env).toSorted() },
      otherFolder: { ...(await speak(context, { launch: { cwd } })), cwd },
    };
  },
});

async function speak(
  { open, era, capabilities }: ProbeContext,
  options: Partial<OpenOptions>,
): Promise<{ readonly turn: Turn; readonly streams: StreamFacts }> {
  const peer = await open(options);
  if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
  const turn = peer.isAlive() ? await peer.request(harmlessMethod(era, capabilities)) : (peer.opening?.initialize ?? (await peer.request('ping')));
  const streams = peer.streams();
  await peer.close();
  return { turn, streams };
}
