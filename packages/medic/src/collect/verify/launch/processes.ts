import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { startElsewhere } from './elsewhere.ts';
import { asProcess, speak } from './speak.ts';

const TERM_MS = 2_000;

/**
 * How the program ends, and how it starts when nothing else runs. The connections that other probes shared end here, since they
 * have to end anyway. Kills last: a lock that stays behind stops every later start.
 */
export const probe: AnyProbe = defineProbe({
  id: 'processes',
  where: 'alone',
  transports: ['stdio'],
  once: true,
  limitMs: 180_000,
  async observe(context) {
    const asked = asProcess(await context.spare());
    const terminated = { streams: asked.streams() };
    asked.signal('SIGTERM');
    const endsOnTerm = await asked.exitsWithin(TERM_MS);
    await asked.close();
    const first = asProcess(await context.shared());
    const streams = first.streams();
    const end = await first.close();
    const killed = await startElsewhere(context);
    killed.peer.signal('SIGKILL');
    await killed.peer.close();
    const again = await speak(context);
    return {
      first: { streams, end },
      terminated: { ...terminated, endsOnTerm },
      elsewhere: killed.facts,
      killed: { startMs: killed.startMs },
      again: { turn: again.turn, startMs: again.startMs, streams: again.streams },
    };
  },
});
