import { parse } from 'node:path';
import type { StdioPlan } from '../../../model/index.ts';
import type { StreamFacts, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import type { OpenOptions } from '../open-peer.ts';

interface Spoken {
  readonly turn: Turn;
  readonly streams: StreamFacts;
}

/**
 * With the little environment some clients give, and in another folder, as desktop clients start servers: one start with both, and
 * one for each when that one failed.
 */
export const probe: AnyProbe = defineProbe({
  id: 'elsewhere',
  where: 'own',
  transports: ['stdio'],
  once: true,
  limitMs: 120_000,
  async observe(context) {
    const plan = context.subject.plan as StdioPlan;
    const kept = new Set(context.subject.passedOn);
    const bareEnv = Object.fromEntries(Object.entries(plan.env).filter(([name]) => kept.has(process.platform === 'win32' ? name.toUpperCase() : name)));
    const cwd = parse(plan.cwd).root;
    const both = await speak(context, { bareEnv, cwd });
    const answersBoth = both.turn.answer?.result !== undefined;
    const variables = Object.keys(bareEnv).toSorted();
    return {
      bareEnvironment: { ...(answersBoth ? both : await speak(context, { bareEnv })), variables },
      otherFolder: { ...(answersBoth ? both : await speak(context, { cwd })), cwd },
    };
  },
});

async function speak({ open, era, capabilities }: ProbeContext, launch: OpenOptions['launch'] & {}): Promise<Spoken> {
  const peer = await open({ launch });
  if (peer.transport !== 'stdio') throw new TypeError('this probe starts processes');
  const turn = peer.isAlive() ? await peer.request(harmlessMethod(era, capabilities)) : (peer.opening?.initialize ?? (await peer.request('ping')));
  const streams = peer.streams();
  await peer.close();
  return { turn, streams };
}
