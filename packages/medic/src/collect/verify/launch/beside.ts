import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod } from '../harmless.ts';
import { asProcess } from './speak.ts';

/** A second process beside the shared one, unless the survey saw that already. */
export const probe: AnyProbe = defineProbe({
  id: 'beside',
  where: 'shared',
  transports: ['stdio'],
  once: true,
  limitMs: 90_000,
  async observe({ shared, open, observe, era, capabilities }) {
    if ((await observe('survey')).allowsSeveral === true) return { allowsSeveral: true };
    const method = harmlessMethod(era, capabilities);
    const first = await shared();
    const second = asProcess(await open());
    const turn = await second.request(method);
    const streams = second.streams();
    const still = first.isAlive() ? await first.request(method) : undefined;
    return { allowsSeveral: turn.answer?.result !== undefined && still?.answer !== undefined, second: { turn, streams } };
  },
});
