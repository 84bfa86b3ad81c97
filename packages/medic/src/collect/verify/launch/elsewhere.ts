import { parse } from 'node:path';
import type { StdioPlan } from '../../../model/index.ts';
import type { LaunchProbes } from '../../../model/verify/index.ts';
import type { ProbeContext } from '../define-probe.ts';
import type { OpenOptions } from '../open-peer.ts';
import { speak, type Spoken } from './speak.ts';

/**
 * With the little environment some clients give, and in another folder, as desktop clients start servers: one start with both, and
 * when that failed one for each. Answers the process that runs on.
 */
export async function startElsewhere(context: ProbeContext): Promise<Spoken & { readonly facts: LaunchProbes['processes']['elsewhere'] }> {
  const plan = context.subject.plan as StdioPlan;
  const kept = new Set(context.subject.passedOn);
  const bareEnv = Object.fromEntries(Object.entries(plan.env).filter(([name]) => kept.has(process.platform === 'win32' ? name.toUpperCase() : name)));
  const cwd = parse(plan.cwd).root;
  const variables = Object.keys(bareEnv).toSorted();
  const both = await speak(context, { bareEnv, cwd });
  const { turn, streams } = both;
  if (turn.answer?.result !== undefined) return { ...both, facts: { bareEnvironment: { turn, streams, variables }, otherFolder: { turn, streams, cwd } } };
  await both.peer.close();
  const alone = async (launch: OpenOptions['launch'] & {}): Promise<Pick<Spoken, 'turn' | 'streams'>> => {
    const spoken = await speak(context, launch);
    await spoken.peer.close();
    return { turn: spoken.turn, streams: spoken.streams };
  };
  const facts = { bareEnvironment: { ...(await alone({ bareEnv })), variables }, otherFolder: { ...(await alone({ cwd })), cwd } };
  return { ...(await speak(context)), facts };
}
